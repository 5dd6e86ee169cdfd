#include "inspectorpayload.h"

#include "filesaver.h"
#include "icons.h"
#include "inspectorhex.h"
#include "inspectorsearch.h"
#include "inspectortext.h"
#include "inspectortextpane.h"
#include "inspectortree.h"
#include "segmentbutton.h"
#include "theme.h"
#include "wording.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

namespace Ui {

namespace {

QString nameByKind(const PayloadAnalysisPtr& analysis)
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

/** As it came: what is packed is named so. */
QString suggestedName(const PayloadAnalysisPtr& analysis)
{
    switch (analysis ? analysis->packing : Stomp::Packing::None) {
    case Stomp::Packing::None:
        break;
    case Stomp::Packing::Gzip:
        return nameByKind(analysis) + QStringLiteral(".gz");
    case Stomp::Packing::Zlib:
    case Stomp::Packing::Deflate:
        return QStringLiteral("message.bin");
    }
    return nameByKind(analysis);
}

/** The keys that the window has for its own search belong to the body while it has the focus. */
bool isSearchKey(const QKeyEvent* event)
{
    return event->matches(QKeySequence::Find) || event->matches(QKeySequence::FindNext)
        || event->matches(QKeySequence::FindPrevious);
}

} // namespace

InspectorPayload::InspectorPayload(QWidget* parent)
    : QWidget(parent), m_pages(new QButtonGroup(this)), m_stack(new QStackedWidget(this)),
      m_tree(new InspectorTree(this)), m_text(new InspectorTextPane(this)),
      m_raw(new InspectorTextPane(this)), m_hex(new InspectorHex(this)),
      m_search(new InspectorSearch(this)), m_find(new QToolButton(this)),
      m_copy(new QToolButton(this)), m_save(new QToolButton(this)), m_result(new QLabel(this)),
      m_saveUnpacked(new QAction(tr("Save the unpacked body…"), this)), m_saver(new FileSaver(this))
{
    m_text->setObjectName(QStringLiteral("text"));
    m_raw->setObjectName(QStringLiteral("raw"));
    for (QWidget* const page : std::initializer_list<QWidget*>{m_tree, m_text, m_raw, m_hex})
        m_stack->addWidget(page);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildBar();
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_search);
    connect(m_pages, &QButtonGroup::idClicked, this, [this](int id) { choosePage(Page(id)); });
    connect(m_tree, &InspectorTree::columnWanted, this, &InspectorPayload::columnWanted);
    connect(m_find, &QToolButton::clicked, this, &InspectorPayload::openSearch);
    connect(m_copy, &QToolButton::clicked, this, &InspectorPayload::copyBody);
    connect(m_save, &QToolButton::clicked, this, &InspectorPayload::saveBody);
    connect(m_saveUnpacked, &QAction::triggered, this, &InspectorPayload::saveUnpacked);
    connect(m_search, &InspectorSearch::closed, this, &InspectorPayload::endSearch);
    connect(m_text, &InspectorTextPane::sourceChanged, this, [this] {
        if (page() == Page::Text)
            updateSearch();
    });
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

void InspectorPayload::buildBar()
{
    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    bar->setSpacing(0);
    const QStringList names{tr("Tree"), tr("Text"), tr("Raw"), tr("Hex")};
    const QStringList tips{tr("JSON as a tree"), tr("The body as text, JSON and XML laid out"),
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
    const auto addAction = [bar](QToolButton* at, const char* name, const QString& text) {
        at->setIcon(icon(QLatin1StringView(name)));
        at->setToolTip(text);
        at->setAccessibleName(text);
        at->setAutoRaise(true);
        at->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(at);
    };
    addAction(m_find, "edit-find", tr("Find in this body (Ctrl+F)"));
    addAction(m_copy, "edit-copy", tr("Copy the whole body"));
    addAction(m_save, "document-save", tr("Save the body…"));
    static_cast<QVBoxLayout*>(layout())->insertLayout(0, bar);
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
    m_search->setTarget({}); // lets go of the message before
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
    // As a menu beside the button, which saves what came.
    m_save->removeAction(m_saveUnpacked);
    if (analysis->unpacked)
        m_save->addAction(m_saveUnpacked);
    m_save->setPopupMode(
        analysis->unpacked ? QToolButton::MenuButtonPopup : QToolButton::DelayedPopup);
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
    updateSearch();
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
    say(tr("Copied %1").arg(sizeText(m_analysis->body.text.size())));
}

void InspectorPayload::saveBody()
{
    if (!m_message.isEmpty())
        m_saver->ask(suggestedName(m_analysis), m_message.body(), m_message.owner);
}

void InspectorPayload::saveUnpacked()
{
    if (m_analysis && m_analysis->unpacked)
        m_saver->ask(nameByKind(m_analysis), *m_analysis->unpacked, m_analysis->unpacked);
}

void InspectorPayload::openSearch()
{
    updateSearch();
    m_search->open();
}

void InspectorPayload::endSearch()
{
    m_stack->currentWidget()->setFocus();
}

void InspectorPayload::updateSearch()
{
    SearchTarget target;
    if (m_message.isEmpty() || (!m_analysis && page() != Page::Hex)) {
        m_search->setTarget(target);
        return;
    }
    target.owner = m_analysis ? std::shared_ptr<const void>(m_analysis) : m_message.owner;
    switch (page()) {
    case Page::Tree:
        target.isJson = true;
        target.text = m_analysis->body.text;
        target.show = [this](Stomp::SearchHits::Hit hit) {
            m_tree->reveal(hit.offset);
        };
        break;
    case Page::Text:
        target.text = m_text->source();
        target.owner = m_text->owner();
        if (m_text->isCut())
            target.scope = tr("in the first %1").arg(sizeText(target.text.size()));
        target.show = [this](Stomp::SearchHits::Hit hit) {
            m_text->showHit(hit.offset, hit.length);
        };
        break;
    case Page::Raw:
        target.text = m_raw->source();
        target.show = [this](Stomp::SearchHits::Hit hit) {
            m_raw->showHit(hit.offset, hit.length);
        };
        break;
    case Page::Hex:
        target.text = m_message.body();
        target.show = [this](Stomp::SearchHits::Hit hit) {
            m_hex->goTo(hit.offset);
        };
        break;
    }
    m_search->setTarget(std::move(target));
}

bool InspectorPayload::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isSearchKey(static_cast<QKeyEvent*>(event)))
        event->accept();
    return QWidget::event(event);
}

void InspectorPayload::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find))
        openSearch();
    else if (event->matches(QKeySequence::FindNext))
        m_search->next();
    else if (event->matches(QKeySequence::FindPrevious))
        m_search->previous();
    else
        QWidget::keyPressEvent(event);
}

void InspectorPayload::showWholePretty()
{
    if (!m_analysis)
        return;
    m_text->setProgress(tr("Laying out %1…").arg(sizeText(m_analysis->body.text.size())));
    m_layout.start([this, analysis = m_analysis]() -> LatestTask::Finish {
        PayloadAnalysis::Layout laid = analysis->laidOut(PayloadAnalysis::mostText);
        const std::size_t whole = laid.isCut ? analysis->body.text.size() : laid.text.size();
        auto text = std::make_shared<const std::string>(std::move(laid.text));
        return [this, text, cut = laid.isCut, whole] {
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
