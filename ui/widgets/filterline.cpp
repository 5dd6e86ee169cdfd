#include "filterline.h"

#include "expressionedit.h"
#include "filtercomplaint.h"
#include "filtershelf.h"
#include "filterstatus.h"
#include "icons.h"
#include "seenoffers.h"
#include "theme.h"

#include <ui/models/filterterms.h>
#include <ui/workspace/messagepump.h>

#include <QComboBox>
#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>

namespace Ui {

namespace {
/** Applied when the typing pauses so long. */
constexpr int pauseMs = 250;

QString keyOf(FilterMode mode)
{
    return mode == FilterMode::Condition ? QStringLiteral("condition")
        : mode == FilterMode::Text       ? QStringLiteral("text")
                                         : QStringLiteral("auto");
}

FilterMode modeFromKey(const QString& key)
{
    for (const FilterMode mode : {FilterMode::Condition, FilterMode::Text})
        if (key == keyOf(mode))
            return mode;
    return FilterMode::Auto;
}

} // namespace

FilterLine::FilterLine(MessagePump& pump, QWidget* parent)
    : QWidget(parent), m_pump(pump), m_mode(new QComboBox(this)), m_edit(new ExpressionEdit(this)),
      m_status(new FilterStatus(this)), m_halt(new QToolButton(this)),
      m_selector(new QToolButton(this)), m_shelf(new FilterShelf(this)),
      m_complaint(new FilterComplaint(parent ? parent : this)), m_pause(new QTimer(this))
{
    m_mode->setObjectName(QStringLiteral("filterMode"));
    m_mode->setAccessibleName(tr("How the filter is read"));
    m_mode->addItem(tr("Filter"), int(FilterMode::Auto));
    m_mode->addItem(tr("Condition"), int(FilterMode::Condition));
    m_mode->addItem(tr("Text"), int(FilterMode::Text));
    m_mode->setItemData(
        0, tr("A condition where it reads as one, else a text to search for"), Qt::ToolTipRole);
    m_mode->setItemData(
        1, tr("Always a condition: $.order.qty > 5 AND priority = 4"), Qt::ToolTipRole);
    m_mode->setItemData(
        2, tr("Always a text, searched for in headers and bodies"), Qt::ToolTipRole);
    m_mode->setToolTip(tr("How the filter is read"));
    m_edit->setObjectName(QStringLiteral("filterText"));
    m_edit->setAccessibleName(tr("Filter of the message table"));
    m_edit->setPlaceholderText(tr("Text, or a condition: $.order.qty > 5 AND priority = 4"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setMinimumWidth(Theme::grid * 16); // rather than the counts beside it
    m_edit->setToolTip(tr("Shows only messages that match (Ctrl+F)\nCtrl+Space completes header "
                          "names and JSON paths, Up brings earlier filters, Esc shows all"));
    m_halt->setObjectName(QStringLiteral("filterHalt"));
    m_halt->setAutoRaise(true);
    m_halt->setIconSize({Theme::iconSize, Theme::iconSize});
    m_selector->setObjectName(QStringLiteral("filterSelector"));
    m_selector->setAccessibleName(tr("Have the broker choose by this condition"));
    m_selector->setIcon(icon(QLatin1StringView("network-server")));
    m_selector->setIconSize({Theme::iconSize, Theme::iconSize});
    m_selector->setAutoRaise(true);
    m_selector->setCheckable(true);
    m_selector->setEnabled(false);
    m_status->setObjectName(QStringLiteral("filterStatus"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid, 0, Theme::grid, Theme::halfGrid);
    row->setSpacing(Theme::halfGrid);
    row->addWidget(m_mode);
    row->addWidget(m_edit, 1);
    row->addWidget(m_status);
    row->addWidget(m_halt);
    row->addWidget(m_selector);
    row->addWidget(m_shelf);
    setFocusProxy(m_edit);

    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    m_pause->callOnTimeout(this, &FilterLine::apply);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterLine::textChanged);
    connect(m_edit, &ExpressionEdit::entered, this, &FilterLine::enter);
    connect(m_edit, &ExpressionEdit::escaped, this, &FilterLine::escape);
    connect(m_edit, &ExpressionEdit::focused, this, &FilterLine::gatherNames);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &FilterLine::apply);
    connect(m_halt, &QToolButton::clicked, this, &FilterLine::toggleHalted);
    connect(m_shelf, &FilterShelf::chosen, this,
        [this](const SavedFilter& filter) { setFilter(filter.text, modeFromKey(filter.reading)); });
    connect(m_complaint, &FilterComplaint::textSearchWanted, this,
        [this] { setFilter(m_edit->text(), FilterMode::Text); });
    connect(&m_pump, &MessagePump::ledgerChanged, this, &FilterLine::updateState);
    connect(&m_pump.filtering(), &MessageFiltering::changed, this, &FilterLine::updateState);
    updateState();
}

FilterLine::~FilterLine() = default;

QString FilterLine::text() const
{
    return m_edit->text();
}

FilterMode FilterLine::mode() const
{
    return static_cast<FilterMode>(m_mode->currentData().toInt());
}

void FilterLine::setFilter(const QString& text, FilterMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(int(mode)));
    m_edit->setText(text);
    enter();
}

void FilterLine::addTerm(const QString& term)
{
    const FilterReading reading = readFilter(text(), mode());
    const bool isCondition = !reading.isText && !reading.isMistake;
    setFilter(withTerm(isCondition ? text() : QString(), term),
        mode() == FilterMode::Text ? FilterMode::Auto : mode());
}

void FilterLine::clear()
{
    m_edit->clear();
    apply();
}

void FilterLine::edit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterLine::setHistory(const QStringList& history)
{
    m_history = history.mid(0, keptHistory);
    m_edit->setHistory(m_history);
}

void FilterLine::textChanged()
{
    m_complaint->hide();
    if (m_edit->text().isEmpty())
        apply();
    else
        m_pause->start();
}

void FilterLine::apply()
{
    m_pause->stop();
    const FilterReading reading = readFilter(m_edit->text(), mode());
    if (reading.complaint.isEmpty()) {
        m_complaint->hide();
        m_edit->clearMistake();
    } else {
        m_edit->setMistake(reading.at, reading.length);
        m_complaint->say(reading.complaint, reading.isMistake, placeOfMistake());
    }
    m_shelf->setCurrent(
        {{}, reading.isMistake ? QString() : m_edit->text().trimmed(), keyOf(mode())});
    // A mistake leaves the table as it is: the filter before it goes on.
    if (!reading.isMistake)
        m_pump.filtering().set(reading.filter);
    Q_EMIT changed();
}

QPoint FilterLine::placeOfMistake() const
{
    return m_edit->mapTo(m_complaint->parentWidget(), QPoint(m_edit->mistakeX(), m_edit->height()));
}

void FilterLine::complain(const QString& complaint, qsizetype at, qsizetype length)
{
    m_edit->setMistake(at, length);
    m_complaint->say(complaint, false, placeOfMistake());
}

void FilterLine::enter()
{
    apply();
    if (!m_edit->hasMistake())
        remember();
}

void FilterLine::escape()
{
    if (m_edit->text().isEmpty())
        Q_EMIT left();
    else
        clear();
}

void FilterLine::remember()
{
    const QString now = m_edit->text().trimmed();
    if (now.isEmpty() || (!m_history.isEmpty() && m_history.front() == now))
        return;
    m_history.removeAll(now);
    m_history.prepend(now);
    setHistory(m_history);
    Q_EMIT historyChanged();
}

void FilterLine::gatherNames()
{
    gatherSeenOffers(m_names, m_pump.store(), OfferFor::Condition,
        [this](const QList<Offer>& offers) { m_edit->setOffers(offers); });
}

void FilterLine::updateState()
{
    const MessageFiltering& filtering = m_pump.filtering();
    const MessageFiltering::Progress progress = filtering.progress();
    FilterStatus::State state;
    state.isActive = filtering.isActive();
    const Stomp::Ledger ledger = m_pump.ledger();
    state.found = ledger.shown + ledger.folded;
    state.looked = progress.looked;
    state.of = progress.of;
    state.isSearching = filtering.isFirstPass();
    state.isHalted = filtering.isHalted();
    m_status->setState(state);
    m_status->setVisible(state.isActive);
    const bool isHalted = filtering.isHalted();
    // Its place stays while there is a filter, so that nothing moves.
    QSizePolicy policy = m_halt->sizePolicy();
    if (policy.retainSizeWhenHidden() != state.isActive) {
        policy.setRetainSizeWhenHidden(state.isActive);
        m_halt->setSizePolicy(policy);
    }
    m_halt->setVisible(filtering.isActive() && (isHalted || filtering.isFirstPass()));
    m_halt->setIcon(
        icon(QLatin1StringView(isHalted ? "media-playback-start" : "media-playback-stop")));
    m_halt->setToolTip(isHalted ? tr("Go on searching") : tr("Stop searching"));
    m_halt->setAccessibleName(m_halt->toolTip());
}

void FilterLine::toggleHalted()
{
    m_pump.filtering().setHalted(!m_pump.filtering().isHalted());
}

} // namespace Ui
