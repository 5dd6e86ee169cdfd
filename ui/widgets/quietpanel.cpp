#include "quietpanel.h"

#include "icons.h"
#include "tonedlabel.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace Ui {

using Weight = QuietReason::Weight;

namespace {

QIcon iconOf(Weight weight)
{
    switch (weight) {
    case Weight::Certain:
        return icon(QLatin1StringView("dialog-error"), Tone::Bad);
    case Weight::Likely:
        return icon(QLatin1StringView("dialog-warning"), Tone::Warn);
    case Weight::Possible:
        return icon(QLatin1StringView("dialog-information"), Tone::Accent);
    case Weight::CannotTell:
        return icon(QLatin1StringView("help-about"), Tone::Muted);
    case Weight::RuledOut:
        break;
    }
    return icon(QLatin1StringView("dialog-ok"), Tone::Good);
}

QString headingOf(Weight weight)
{
    switch (weight) {
    case Weight::Certain:
        return QuietPanel::tr("This explains it");
    case Weight::Likely:
        return QuietPanel::tr("Likely");
    case Weight::Possible:
        return QuietPanel::tr("Possible");
    case Weight::CannotTell:
        return QuietPanel::tr("Cannot be told over STOMP");
    case Weight::RuledOut:
        break;
    }
    return QuietPanel::tr("Looked at, and in order");
}

QLabel* textLabel(QLabel* label, const QString& text)
{
    label->setTextFormat(Qt::PlainText); // a broker's words may be among it
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

QuietPanel::QuietPanel(Look look, QWidget* parent)
    : QDialog(parent), m_look(std::move(look)), m_destination(new QLabel(this)),
      m_summary(new TonedLabel(Tone::Muted, this)), m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("quietPanel"));
    setWindowTitle(tr("Why Is It Quiet?"));
    setAttribute(Qt::WA_DeleteOnClose);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_destination->setFont(large);
    m_destination->setTextFormat(Qt::PlainText);
    m_destination->setWordWrap(true);
    m_summary->setWordWrap(true);
    m_area->setObjectName(QStringLiteral("quietReasons"));
    m_area->setAccessibleName(tr("Reasons"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* again = buttons->addButton(tr("Look Again"), QDialogButtonBox::ActionRole);
    again->setObjectName(QStringLiteral("lookAgain"));
    again->setIcon(icon(QLatin1StringView("view-refresh")));
    again->setShortcut(Qt::Key_F5);
    again->setToolTip(tr("Look again (F5)"));
    auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyReasons"));
    copy->setIcon(icon(QLatin1StringView("edit-copy")));
    connect(again, &QPushButton::clicked, this, &QuietPanel::lookAgain);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    column->setSpacing(Theme::grid);
    column->addWidget(m_destination);
    column->addWidget(m_summary);
    column->addWidget(m_area, 1);
    column->addWidget(buttons);
    resize(Theme::grid * 68, Theme::grid * 62);
    lookAgain();
}

void QuietPanel::lookAgain()
{
    m_findings = m_look();
    fill();
}

void QuietPanel::fill()
{
    m_destination->setText(m_findings.destination);
    m_summary->setText(m_findings.summary);
    auto* content = new QWidget(m_area);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, Theme::grid, 0);
    column->setSpacing(Theme::grid);
    QString heading;
    for (const QuietReason& reason : m_findings.reasons) {
        if (headingOf(reason.weight) != heading) {
            heading = headingOf(reason.weight);
            auto* label = new TonedLabel(Tone::Muted, content);
            label->setText(heading);
            label->setContentsMargins(0, Theme::halfGrid, 0, 0);
            column->addWidget(label);
        }
        column->addWidget(makeRow(reason));
    }
    column->addStretch(1);
    m_area->setWidget(content); // and the one before it is deleted
}

QWidget* QuietPanel::makeRow(const QuietReason& reason)
{
    auto* row = new QWidget(m_area);
    auto* mark = new QLabel(row);
    mark->setPixmap(iconOf(reason.weight).pixmap(Theme::iconSize));
    mark->setAccessibleName(headingOf(reason.weight));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* what = textLabel(new QLabel(row), reason.what);
    if (reason.weight == Weight::Certain || reason.weight == Weight::Likely) {
        QFont bold = what->font();
        bold.setBold(true);
        what->setFont(bold);
    }
    words->addWidget(what);
    if (!reason.evidence.isEmpty())
        words->addWidget(textLabel(new TonedLabel(Tone::Muted, row), reason.evidence));
    if (!reason.advice.isEmpty())
        words->addWidget(textLabel(new QLabel(row), reason.advice));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Theme::grid);
    line->addWidget(mark, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    return row;
}

QString QuietPanel::text() const
{
    QStringList lines{m_findings.destination, m_findings.summary};
    QString heading;
    for (const QuietReason& reason : m_findings.reasons) {
        if (headingOf(reason.weight) != heading) {
            heading = headingOf(reason.weight);
            lines << QString() << heading + u':';
        }
        lines << QStringLiteral("- ") + reason.what;
        for (const QString& more : {reason.evidence, reason.advice}) {
            if (!more.isEmpty())
                lines << QStringLiteral("  ") + more;
        }
    }
    return lines.join(u'\n') + u'\n';
}

void QuietPanel::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_area->widget())
        fill(); // the marks are pixmaps
}

} // namespace Ui
