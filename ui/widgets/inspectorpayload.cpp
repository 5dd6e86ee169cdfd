#include "inspectorpayload.h"

#include "filesaver.h"
#include "icons.h"
#include "inspectorhex.h"
#include "inspectortext.h"
#include "inspectortextpane.h"
#include "inspectortree.h"
#include "segmentbutton.h"
#include "theme.h"
#include "wording.h"

#include <stomp/payload/jsonpretty.h>

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

namespace Ui {

namespace {

QString suggestedName(const PayloadAnalysisPtr& analysis)
{
    switch (analysis ? analysis->body.kind : Stomp::ContentKind::Binary) {
    case Stomp::ContentKind::Json:
        return QStringLiteral("message.json");
    case Stomp::ContentKind::Xml:
        return QStringLiteral("message.xml");
    case Stomp::ContentKind::Text:
        return QStringLiteral("message.txt");
    case Stomp::ContentKind::Empty:
    case Stomp::ContentKind::Binary:
        break;
    }
    return QStringLiteral("message.bin");
}

} // namespace

InspectorPayload::InspectorPayload(QWidget* parent)
    : QWidget(parent), m_pages(new QButtonGroup(this)), m_stack(new QStackedWidget(this)),
      m_tree(new InspectorTree(this)), m_text(new InspectorTextPane(this)),
      m_raw(new InspectorTextPane(this)), m_hex(new InspectorHex(this)),
      m_copy(new QToolButton(this)), m_save(new QToolButton(this)), m_result(new QLabel(this)),
      m_saver(new FileSaver(this))
{
    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    bar->setSpacing(0);
    const QStringList names{tr("Tree"), tr("Text"), tr("Raw"), tr("Hex")};
    const QStringList tips{tr("JSON as a tree"), tr("The body as text, JSON laid out"),
        tr("The body as it came"), tr("The body's bytes")};
    for (int i = 0; i < names.size(); ++i) {
        auto* const choice = new SegmentButton(names[i], this);
        choice->setToolTip(tips[i]);
        m_pages->addButton(choice, i);
        bar->addWidget(choice);
    }
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_result->setContentsMargins(Theme::grid, 0, Theme::grid, 0);
    bar->addWidget(m_result, 1);
    const auto addAction = [this, bar](QToolButton* at, const char* name, const QString& text) {
        at->setIcon(icon(QLatin1StringView(name)));
        at->setToolTip(text);
        at->setAccessibleName(text);
        at->setAutoRaise(true);
        at->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(at);
    };
    addAction(m_copy, "edit-copy", tr("Copy the whole body"));
    addAction(m_save, "document-save", tr("Save the body…"));
    m_text->setObjectName(QStringLiteral("text"));
    m_raw->setObjectName(QStringLiteral("raw"));
    for (QWidget* const page : std::initializer_list<QWidget*>{m_tree, m_text, m_raw, m_hex})
        m_stack->addWidget(page);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    connect(m_pages, &QButtonGroup::idClicked, this, [this](int id) { choosePage(Page(id)); });
    connect(m_copy, &QToolButton::clicked, this, &InspectorPayload::copyBody);
    connect(m_save, &QToolButton::clicked, this, &InspectorPayload::saveBody);
    connect(m_text, &InspectorTextPane::wholeWanted, this, &InspectorPayload::showWholePretty);
    connect(m_text, &InspectorTextPane::saveWanted, this, &InspectorPayload::saveBody);
    connect(m_raw, &InspectorTextPane::saveWanted, this, &InspectorPayload::saveBody);
    connect(m_saver, &FileSaver::saved, this,
        [this](const QString& path) { say(tr("Saved as %1").arg(path)); });
    connect(m_saver, &FileSaver::failed, this, [this](const QString& path, const QString& reason) {
        say(tr("Not saved as %1: %2").arg(path, reason));
    });
    clear();
}

void InspectorPayload::clear()
{
    setPending({});
}

void InspectorPayload::setPending(const MessageView& message)
{
    m_layout.cancel();
    m_analysis.reset();
    m_message = message;
    say({});
    m_tree->setTree({});
    m_text->clear();
    m_raw->clear();
    if (message.isEmpty()) {
        m_hex->setBytes({}, {});
        return;
    }
    m_hex->setBytes(message.body(), message.owner);
    const QString word = tr("Reading %1…").arg(sizeText(message.body().size()));
    m_text->setProgress(word);
    m_raw->setProgress(word);
    setAvailable(Page::Tree, false, word);
    setAvailable(Page::Text, true);
    setAvailable(Page::Raw, true);
    m_copy->setEnabled(false);
    showPage(m_chosen == Page::Hex ? Page::Hex : Page::Text);
}

void InspectorPayload::setAnalysis(const PayloadAnalysisPtr& analysis)
{
    m_layout.cancel();
    m_analysis = analysis;
    m_message = analysis->message;
    say({});
    const Stomp::BodyText& body = analysis->body;
    const std::shared_ptr<const void> owner = analysis;
    m_hex->setBytes(m_message.body(), owner);
    m_tree->setTree(analysis->tree);
    m_raw->setContent(body.text, owner, false, body.text.size());
    if (analysis->pretty)
        m_text->setContent(*analysis->pretty, owner, analysis->prettyCut,
            analysis->prettyCut ? body.text.size() : analysis->pretty->size());
    else
        m_text->setContent(body.text, owner, false, body.text.size());
    const bool isJson = body.kind == Stomp::ContentKind::Json;
    m_text->text()->setJson(isJson);
    m_raw->text()->setJson(isJson || body.json.has_value());
    const bool binary = body.kind == Stomp::ContentKind::Binary;
    setAvailable(Page::Tree, analysis->tree != nullptr, tr("The body is not JSON"));
    setAvailable(Page::Text, !binary, tr("The body is not text"));
    m_copy->setEnabled(!binary);
    m_copy->setToolTip(
        binary ? tr("The body is not text: save it instead") : tr("Copy the whole body"));
    showPage(bestPage(*analysis));
}

InspectorPayload::Page InspectorPayload::bestPage(const PayloadAnalysis& analysis) const
{
    if (m_chosen && button(*m_chosen)->isEnabled())
        return *m_chosen;
    switch (analysis.body.kind) {
    case Stomp::ContentKind::Json:
        return Page::Tree;
    case Stomp::ContentKind::Binary:
        return Page::Hex;
    default:
        return Page::Text;
    }
}

InspectorPayload::Page InspectorPayload::page() const
{
    return Page(m_stack->currentIndex());
}

void InspectorPayload::choosePage(Page page)
{
    m_chosen = page;
    showPage(page);
}

void InspectorPayload::showPage(Page page)
{
    button(page)->setChecked(true);
    m_stack->setCurrentIndex(static_cast<int>(page));
}

QToolButton* InspectorPayload::button(Page page) const
{
    return static_cast<QToolButton*>(m_pages->button(static_cast<int>(page)));
}

void InspectorPayload::setAvailable(Page page, bool available, const QString& whyNot)
{
    button(page)->setEnabled(available);
    button(page)->setStatusTip(available ? QString() : whyNot);
}

void InspectorPayload::goToText(std::size_t offset)
{
    if (!m_analysis)
        return;
    showPage(Page::Raw);
    m_raw->goTo(offset);
    m_raw->setFocus();
}

void InspectorPayload::goToByte(std::size_t offset)
{
    showPage(Page::Hex);
    m_hex->goTo(offset);
    m_hex->setFocus();
}

void InspectorPayload::copyBody()
{
    if (!m_analysis || m_analysis->body.kind == Stomp::ContentKind::Binary)
        return;
    QGuiApplication::clipboard()->setText(fromUtf8(m_analysis->body.text));
    say(tr("Copied %1").arg(sizeText(m_message.body().size())));
}

void InspectorPayload::saveBody()
{
    if (!m_message.isEmpty())
        m_saver->ask(suggestedName(m_analysis), m_message.body(), m_message.owner);
}

void InspectorPayload::showWholePretty()
{
    if (!m_analysis)
        return;
    m_text->setProgress(tr("Laying out %1…").arg(sizeText(m_analysis->body.text.size())));
    m_layout.start([this, analysis = m_analysis]() -> LatestTask::Finish {
        Stomp::JsonLayout layout;
        layout.maxBytes = PayloadAnalysis::mostText;
        Stomp::JsonLayoutResult laid = Stomp::prettyJson(analysis->body.text, layout);
        const std::size_t whole = laid.cut ? analysis->body.text.size() : laid.text.size();
        auto text = std::make_shared<const std::string>(std::move(laid.text));
        return [this, text, cut = laid.cut, whole] {
            m_text->setContent(*text, text, cut, whole);
            m_text->showMost();
        };
    });
}

void InspectorPayload::say(const QString& text)
{
    m_result->setText(text);
    m_result->setToolTip(text);
}

} // namespace Ui
