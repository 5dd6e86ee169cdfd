#include "inspectorsummary.h"

#include "elidedlabel.h"
#include "iconmark.h"
#include "icons.h"
#include "theme.h"
#include "wording.h"

#include <stomp/dialect/destination.h>
#include <stomp/protocol/framedecoder.h>

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace Ui {

namespace {

QIcon kindIcon(Stomp::DestinationKind kind)
{
    switch (kind) {
    case Stomp::DestinationKind::Queue:
    case Stomp::DestinationKind::TempQueue:
        return icon(QLatin1StringView("destination-queue"), Tone::Queue);
    case Stomp::DestinationKind::Topic:
    case Stomp::DestinationKind::TempTopic:
        return icon(QLatin1StringView("destination-topic"), Tone::Topic);
    case Stomp::DestinationKind::Other:
        break;
    }
    return icon(QLatin1StringView("destination-other"), Tone::Muted);
}

QString typeText(const MessageView& message, const PayloadAnalysisPtr& analysis)
{
    Stomp::FrameDecoder decoder;
    const QString header = fromUtf8(
        decoder.decode(message.frame, message.bodyOffset, message.version).value("content-type"));
    QString kind;
    if (analysis) {
        switch (analysis->body.kind) {
        case Stomp::ContentKind::Empty:
            kind = InspectorSummary::tr("no body");
            break;
        case Stomp::ContentKind::Json:
            kind = InspectorSummary::tr("JSON");
            break;
        case Stomp::ContentKind::Xml:
            kind = InspectorSummary::tr("XML");
            break;
        case Stomp::ContentKind::Text:
            kind = InspectorSummary::tr("text");
            break;
        case Stomp::ContentKind::Binary:
            kind = InspectorSummary::tr("binary");
            break;
        }
    }
    if (kind.isEmpty() || header.isEmpty())
        return kind + header;
    return kind + QStringLiteral(" (") + header + QStringLiteral(")");
}

} // namespace

InspectorSummary::InspectorSummary(QWidget* parent)
    : QWidget(parent), m_kind(new QLabel(this)), m_destination(new ElidedLabel(this)),
      m_facts(new ElidedLabel(this, Qt::ElideRight)),
      m_origin(new ElidedLabel(this, Qt::ElideRight)), m_pairing(new QLabel(this)),
      m_oddities(new QVBoxLayout)
{
    QFont bold = font();
    bold.setBold(true);
    m_destination->setFont(bold);
    m_destination->setObjectName(QStringLiteral("destination"));
    m_facts->setObjectName(QStringLiteral("facts"));
    m_facts->setFont(Theme::tabular(m_facts->font()));
    m_pairing->setObjectName(QStringLiteral("pairing"));
    m_pairing->setTextFormat(Qt::PlainText);
    m_pairing->setWordWrap(true);
    m_pairing->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A long correlation-id does not widen the window.
    m_pairing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_pairing->setFont(Theme::tabular(m_pairing->font()));
    auto* const title = new QHBoxLayout;
    title->setSpacing(Theme::grid);
    title->addWidget(m_kind);
    title->addWidget(m_destination, 1);
    m_oddities->setSpacing(Theme::halfGrid);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::halfGrid);
    layout->addLayout(title);
    layout->addWidget(m_facts);
    layout->addWidget(m_origin);
    layout->addWidget(m_pairing);
    layout->addLayout(m_oddities);
    updateColours();
}

void InspectorSummary::setMessage(const MessageView& message, const PayloadAnalysisPtr& analysis)
{
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.frame, message.bodyOffset, message.version);
    const std::string_view destination = frame.value("destination");
    const Stomp::DestinationKind kind = Stomp::kindOf(message.dialect, destination);
    m_kindIcon = kindIcon(kind);
    m_kind->setPixmap(m_kindIcon.pixmap(Theme::iconSize));
    m_kind->setAccessibleName(fromUtf8(Stomp::toString(kind)));
    m_kind->setToolTip(fromUtf8(Stomp::toString(kind)));
    m_destination->setText(destination.empty() ? tr("no destination") : fromUtf8(destination));
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(message.receivedUs / 1000);
    const QString separator = QStringLiteral(" \u00b7 ");
    QString facts = time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")) + separator;
    if (analysis && analysis->packing != Stomp::Packing::None) {
        facts += tr("unpacked %1%2 of %3 %4")
                     .arg(analysis->unpackedCut ? tr("the first ") : QString(),
                         sizeText(analysis->unpacked->size()), sizeText(message.body().size()),
                         fromUtf8(Stomp::toString(analysis->packing)));
    } else {
        facts += sizeText(message.body().size());
    }
    const QString type = typeText(message, analysis);
    if (!type.isEmpty())
        facts += separator + type;
    if (!analysis)
        facts += separator + tr("reading…");
    m_facts->setText(facts);
    QStringList origin{message.connection, message.subscription};
    origin.removeAll(QString());
    m_origin->setText(origin.join(separator));
    m_origin->setVisible(!origin.isEmpty());
    m_pairing->setText(message.pairing);
    m_pairing->setToolTip(message.pairing.toHtmlEscaped());
    m_pairing->setVisible(!message.pairing.isEmpty());
    qDeleteAll(m_lines);
    m_lines.clear();
    addFrameOddities(frame.oddities);
    if (analysis)
        showOddities(analysis->body.oddities);
}

void InspectorSummary::addFrameOddities(std::uint8_t oddities)
{
    if (oddities & Stomp::FrameView::HeaderWithoutColon)
        addOddity(tr("A header line without a colon"), {});
    if (oddities & Stomp::FrameView::UndefinedEscape)
        addOddity(
            tr("A header with an escape that the protocol does not define, shown as it came"), {});
    if (oddities & Stomp::FrameView::BadContentLength)
        addOddity(tr("A content-length that is no number; the body was read up to NUL"), {});
}

void InspectorSummary::showOddities(const std::vector<Stomp::BodyOddity>& oddities)
{
    for (const Stomp::BodyOddity& oddity : oddities) {
        QString link;
        if (oddity.offset) {
            const bool inBytes = oddity.kind == Stomp::BodyOddity::Kind::BadText
                || oddity.kind == Stomp::BodyOddity::Kind::Binary;
            link = QStringLiteral("%1:%2")
                       .arg(inBytes ? QStringLiteral("byte") : QStringLiteral("text"))
                       .arg(static_cast<qulonglong>(*oddity.offset));
        }
        addOddity(fromUtf8(oddity.message), link);
    }
}

void InspectorSummary::addOddity(const QString& text, const QString& link)
{
    auto* const line = new QWidget(this);
    auto* const mark = new IconMark(QLatin1StringView("dialog-warning"), Tone::Warn, line);
    auto* const words = new QLabel(line);
    words->setObjectName(QStringLiteral("oddity"));
    words->setWordWrap(true);
    words->setTextFormat(Qt::RichText);
    words->setTextInteractionFlags(Qt::TextBrowserInteraction);
    words->setFocusPolicy(link.isEmpty() ? Qt::ClickFocus : Qt::StrongFocus);
    words->setText(link.isEmpty() ? text.toHtmlEscaped()
                                  : QStringLiteral("%1 <a href=\"%2\">%3</a>")
                                        .arg(text.toHtmlEscaped(), link, tr("Go there")));
    connect(words, &QLabel::linkActivated, this, [this](const QString& target) {
        const auto offset = static_cast<std::size_t>(target.section(QChar(u':'), 1).toULongLong());
        if (target.startsWith(QLatin1StringView("byte")))
            Q_EMIT bytePlaceWanted(offset);
        else
            Q_EMIT textPlaceWanted(offset);
    });
    auto* const layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(words, 1);
    m_oddities->addWidget(line);
    m_lines << line;
}

void InspectorSummary::updateColours()
{
    const QPalette muted = Theme::toned(palette(), Tone::Muted);
    m_facts->setPalette(muted);
    m_origin->setPalette(muted);
    m_pairing->setPalette(muted);
    if (!m_kindIcon.isNull())
        m_kind->setPixmap(m_kindIcon.pixmap(Theme::iconSize));
}

void InspectorSummary::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColours();
}

} // namespace Ui
