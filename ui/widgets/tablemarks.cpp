#include "tablemarks.h"

#include "icons.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "notepopover.h"
#include "tableremark.h"
#include "theme.h"
#include "wording.h"

#include <ui/models/messagemarks.h>
#include <ui/models/messagetablemodel.h>

#include <QAction>
#include <QMenu>

#include <utility>

namespace Ui {

namespace {
constexpr int widest = 360;
}

TableMarks::TableMarks(MessagePanel& panel, MessageTableModel& model, MessageMarks& marks,
    TableRemark& remark, OpenMessage openMessage)
    : QObject(&panel), m_panel(panel), m_model(model), m_marks(marks), m_remark(remark),
      m_openMessage(std::move(openMessage)), m_popover(new NotePopover(&panel)),
      m_menu(new QMenu(tr("&Bookmarks"), &panel)),
      m_toggle(make("bookmark", tr("&Bookmark"), Qt::CTRL | Qt::Key_B)),
      m_note(make("document-edit", tr("Bookmark with &Note …"), Qt::CTRL | Qt::ALT | Qt::Key_B)),
      m_next(make("go-down", tr("&Next Bookmark"), Qt::Key_F2)),
      m_previous(make("go-up", tr("&Previous Bookmark"), Qt::SHIFT | Qt::Key_F2)),
      m_forgetGone(new QAction(tr("Forget Those Whose Messages Have &Gone"), this)),
      m_forgetAll(new QAction(tr("&Forget All Bookmarks"), this))
{
    m_menu->setIcon(icon(QLatin1StringView("bookmark")));
    m_menu->setToolTipsVisible(true);
    m_toggle->setObjectName(QStringLiteral("bookmark"));
    connect(m_toggle, &QAction::triggered, this, &TableMarks::toggle);
    connect(m_note, &QAction::triggered, this, &TableMarks::editNote);
    connect(m_next, &QAction::triggered, this, [this] { step(true); });
    connect(m_previous, &QAction::triggered, this, [this] { step(false); });
    connect(m_forgetAll, &QAction::triggered, &marks, &MessageMarks::forgetAll);
    connect(m_forgetGone, &QAction::triggered, this, [this] {
        for (const quint64 serial : m_marks.bookmarks().keys())
            if (!m_model.isKept(serial))
                m_marks.forget(serial);
    });
    connect(m_popover, &NotePopover::kept, this, [this](const QString& note) {
        m_marks.setNote(m_noted, note);
        m_panel.view()->setFocus();
    });
    connect(&marks, &MessageMarks::changed, this, &TableMarks::update);
    connect(panel.view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TableMarks::update);
    connect(m_menu, &QMenu::aboutToShow, this, &TableMarks::fill);
    fill(); // an empty menu would not open on every platform
    update();
}

QAction* TableMarks::make(const char* iconName, const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(icon(QLatin1StringView(iconName)), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_panel.addAction(action);
    return action;
}

bool TableMarks::mark(int row)
{
    if (m_marks.bookmark(m_model.messageAt(row), {}))
        return true;
    m_remark.say(tr("There are %1 bookmarks; forget some first")
                     .arg(countText(quint64(MessageMarks::mostBookmarks))));
    return false;
}

void TableMarks::toggle()
{
    const int row = m_panel.view()->currentIndex().row();
    if (row < 0 || m_model.isGap(row))
        return;
    const auto bookmark = m_marks.bookmarks().constFind(m_model.serialAt(row));
    if (bookmark == m_marks.bookmarks().cend()) {
        std::ignore = mark(row);
        return;
    }
    m_remark.say(bookmark->note.isEmpty() ? tr("Bookmark removed")
                                          : tr("Bookmark removed: %1").arg(bookmark->note));
    m_marks.forget(bookmark->serial);
}

void TableMarks::editNote()
{
    MessageTableView* view = m_panel.view();
    const int row = view->currentIndex().row();
    if (row < 0 || m_model.isGap(row))
        return;
    m_noted = m_model.serialAt(row);
    if (!m_marks.hasBookmark(m_noted) && !mark(row))
        return;
    const int line = std::clamp(row, view->firstVisibleRow(), view->lastVisibleRow())
        - view->firstVisibleRow() + 1;
    m_popover->open(m_marks.bookmarks().value(m_noted).note,
        view->viewport()->mapToGlobal(QPoint(Theme::grid * 2, line * view->rowHeight())));
}

void TableMarks::step(bool forwards)
{
    MessageTableView* view = m_panel.view();
    const QModelIndex current = view->currentIndex();
    const MessageMarks::Step step = forwards
        ? m_marks.nextBookmark(current.row())
        : m_marks.previousBookmark(current.isValid() ? current.row() : m_model.rowCount());
    if (step.row < 0) {
        m_remark.say(m_marks.bookmarks().isEmpty()
                ? tr("There is no bookmark yet: Ctrl+B makes one")
                : tr("No bookmarked message is shown: they are hidden, held, or have gone"));
        return;
    }
    view->setFollowing(false);
    const QModelIndex place = m_model.index(step.row, std::max(0, current.column()));
    view->setCurrentIndex(place);
    view->scrollTo(place);
    if (step.hasWrapped)
        m_remark.say(forwards ? tr("From the last bookmark on to the first")
                              : tr("From the first bookmark back to the last"));
    else
        m_remark.take();
}

void TableMarks::update()
{
    const int row = m_panel.view()->currentIndex().row();
    const bool isMessage = row >= 0 && !m_model.isGap(row);
    const bool isMarked = isMessage && m_marks.hasBookmark(m_model.serialAt(row));
    m_toggle->setEnabled(isMessage);
    m_note->setEnabled(isMessage);
    m_toggle->setText(isMarked ? tr("Remove &Bookmark") : tr("&Bookmark"));
    m_note->setText(isMarked ? tr("&Note of the Bookmark …") : tr("Bookmark with &Note …"));
}

void TableMarks::fill()
{
    m_menu->clear();
    m_menu->addActions({m_toggle, m_note});
    m_menu->addSeparator();
    m_menu->addActions({m_next, m_previous});
    const auto& bookmarks = m_marks.bookmarks();
    if (bookmarks.isEmpty())
        return;
    m_menu->addSeparator();
    int listed = 0;
    bool hasGone = false;
    for (const Bookmark& bookmark : bookmarks) {
        hasGone = hasGone || !m_model.isKept(bookmark.serial);
        if (listed++ < mostListed)
            list(bookmark);
    }
    if (listed > mostListed)
        m_menu->addAction(tr("and %1 more, which F2 leads to").arg(countText(listed - mostListed)))
            ->setEnabled(false);
    m_menu->addSeparator();
    m_forgetGone->setEnabled(hasGone);
    m_menu->addActions({m_forgetGone, m_forgetAll});
}

void TableMarks::list(const Bookmark& bookmark)
{
    const bool isKept = m_model.isKept(bookmark.serial);
    QString text = clockText(bookmark.receivedUs, false) + QStringLiteral("  ")
        + (bookmark.note.isEmpty() ? bookmark.destination : bookmark.note);
    text = m_menu->fontMetrics().elidedText(text, Qt::ElideRight, widest);
    text.replace(u'&', QStringLiteral("&&"));
    if (!isKept)
        text += tr(" (retired)");
    QAction* action = m_menu->addAction(text);
    const QString whole = bookmark.note.isEmpty()
        ? bookmark.destination
        : tr("%1, at %2").arg(bookmark.note, bookmark.destination);
    action->setToolTip(isKept
            ? whole
            : tr("%1\nIts message is no longer kept: it retired, or was cleared").arg(whole));
    connect(action, &QAction::triggered, this, [this, serial = bookmark.serial] {
        if (!m_openMessage(serial))
            m_remark.say(tr("The message is no longer kept: it retired, or was cleared"));
    });
}

} // namespace Ui
