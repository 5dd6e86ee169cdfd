#include "tabletimes.h"

#include "columnmenu.h"
#include "icons.h"
#include "messagedelegate.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "tablecolumns.h"
#include "tableremark.h"
#include "theme.h"

#include <ui/models/messagemarks.h>
#include <ui/models/messagetablemodel.h>
#include <ui/profiles/settings.h>

#include <QAction>
#include <QActionGroup>
#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace Ui {

TableTimes::TableTimes(MessagePanel& panel, MessageTableModel& model, MessageMarks& marks,
    TableRemark& remark, Settings& settings)
    : QObject(&panel), m_panel(panel), m_model(model), m_marks(marks), m_remark(remark),
      m_settings(settings), m_menu(new QMenu(tr("&Time"), &panel)), m_since(new QActionGroup(this)),
      m_digits(new QActionGroup(this))
{
    m_menu->setIcon(icon(QLatin1StringView("mark-time")));
    m_menu->setToolTipsVisible(true);
    addChoice(
        tr("&Clock"), tr("The time of day at which each message was received"), TimeSince::Clock);
    addChoice(tr("Since &Start"), tr("Since the first message that came, or that came after Clear"),
        TimeSince::Start);
    addChoice(tr("Since &Previous Row"),
        tr("Since the message in the row above.\nThe clock is read once for what comes with one "
           "read from the socket: 0 means that both came with the same one."),
        TimeSince::PreviousRow);
    addChoice(tr("Since &Marked Row"), tr("Since the message that was marked with Ctrl+M"),
        TimeSince::MarkedRow);
    m_menu->addSeparator();
    const auto addDigits = [this](const QString& text) {
        QAction* action = m_menu->addAction(text);
        action->setCheckable(true);
        m_digits->addAction(action);
        return action;
    };
    m_milliseconds = addDigits(tr("In Mi&lliseconds"));
    m_microseconds = addDigits(tr("In Mic&roseconds"));
    m_menu->addSeparator();
    m_fromHere = m_menu->addAction(icon(QLatin1StringView("mark-time")), QString());
    m_fromHere->setObjectName(QStringLiteral("countFromHere"));
    m_fromHere->setShortcut(Qt::CTRL | Qt::Key_M);
    m_fromHere->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    panel.addAction(m_fromHere);
    connect(m_fromHere, &QAction::triggered, this, &TableTimes::toggleMark);
    connect(m_since, &QActionGroup::triggered, this, [this](const QAction* action) {
        TimeReading reading = m_model.timeReading();
        reading.since = static_cast<TimeSince>(action->data().toInt());
        choose(reading);
        if (reading.since == TimeSince::MarkedRow && !m_marks.timeMark())
            m_remark.say(tr("No message is marked: select one and press Ctrl+M"));
    });
    connect(m_digits, &QActionGroup::triggered, this, [this](const QAction* action) {
        TimeReading reading = m_model.timeReading();
        reading.showsMicroseconds = action == m_microseconds;
        choose(reading);
    });
    connect(&marks, &MessageMarks::changed, this, &TableTimes::update);
    connect(panel.view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TableTimes::update);
    panel.columnMenu().addPart([this](QMenu& menu, int column) {
        if (column == int(MessageColumn::Time))
            menu.addMenu(m_menu);
    });
    show(timeReadingFromKey(settings.timeReading()));
    makeRoom();
    update();
}

void TableTimes::addChoice(const QString& text, const QString& tip, TimeSince since)
{
    QAction* action = m_menu->addAction(text);
    action->setCheckable(true);
    action->setToolTip(tip);
    action->setData(int(since));
    m_since->addAction(action);
}

void TableTimes::choose(const TimeReading& reading)
{
    m_settings.setTimeReading(toKey(reading));
    show(reading);
}

void TableTimes::show(const TimeReading& reading)
{
    m_model.setTimeReading(reading);
    for (QAction* action : m_since->actions())
        action->setChecked(action->data().toInt() == int(reading.since));
    (reading.showsMicroseconds ? m_microseconds : m_milliseconds)->setChecked(true);
    makeRoom();
}

/** The column only grows: its width is the reader's. */
void TableTimes::makeRoom()
{
    const TimeReading& reading = m_model.timeReading();
    const QString sample = reading.since == TimeSince::Clock
        ? clockText(0, reading.showsMicroseconds)
        : sinceText(qint64(600) * 1'000'000, reading.showsMicroseconds); // +10:00
    const MessageTableView& view = *m_panel.view();
    const int words =
        QFontMetrics(view.horizontalHeader()->font())
            .horizontalAdvance(
                m_model.headerData(int(MessageColumn::Time), Qt::Horizontal, Qt::DisplayRole)
                    .toString());
    const int wanted = std::max(QFontMetrics(Theme::tabular(view.font())).horizontalAdvance(sample)
                               + MessageDelegate::marksWidth,
                           words)
        + Theme::grid * 2;
    m_panel.columns().makeRoom(int(MessageColumn::Time), wanted);
}

void TableTimes::toggleMark()
{
    const QModelIndex current = m_panel.view()->currentIndex();
    const Stomp::StoredMessage message = m_model.messageAt(current.row());
    if (!message)
        return;
    TimeReading reading = m_model.timeReading();
    if (m_marks.timeMark() == message.serial) {
        m_marks.clearTimeMark();
        m_remark.say(tr("No message is marked to count from any more"));
        return;
    }
    m_marks.setTimeMark(message);
    reading.since = TimeSince::MarkedRow;
    choose(reading);
    m_remark.say(tr("Times count from the marked message; Messages > Time brings the clock"));
}

void TableTimes::update()
{
    const QModelIndex current = m_panel.view()->currentIndex();
    const bool isMessage = current.isValid() && !m_model.isGap(current.row());
    const bool isMarked = isMessage && m_marks.timeMark() == m_model.serialAt(current.row());
    m_fromHere->setEnabled(isMessage);
    m_fromHere->setText(
        isMarked ? tr("Count Time from Here No &More") : tr("Count Time from &Here"));
}

} // namespace Ui
