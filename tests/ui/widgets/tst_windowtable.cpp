#include "messagestage.h"

#include <support/widgetwarnings.h>
#include <ui/models/messagemarks.h>
#include <ui/profiles/settings.h>
#include <ui/widgets/notepopover.h>
#include <ui/widgets/tablecolumns.h>
#include <ui/widgets/tableremark.h>
#include <ui/widgets/windowtable.h>

#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Ui;

namespace {

struct Stage : Testing::MessageStage
{
    explicit Stage(const QString& settingsFile = {})
        : settings(
            settingsFile.isEmpty() ? folder.filePath(QStringLiteral("s.ini")) : settingsFile),
          table(
              pump, settings, panel,
              [] {
                  return Stomp::ConnectionNames{{1, "here"}};
              },
              [this](quint64 serial) {
                  opened << serial;
                  return pump.model().isKept(serial);
              })
    { }

    [[nodiscard]] QMenu* menu(int which)
    {
        QList<QMenu*> menus;
        for (QAction* action : table.menuActions())
            if (action->menu())
                menus << action->menu();
        return menus.value(which);
    }
    [[nodiscard]] QMenu* bookmarks() { return menu(0); }
    [[nodiscard]] QMenu* times() { return menu(1); }
    [[nodiscard]] QAction* entry(QMenu* menu, const QString& text)
    {
        Q_EMIT menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->text().remove(u'&').contains(text))
                return action;
        return nullptr;
    }
    [[nodiscard]] QString time(int row) { return pump.model().index(row, 0).data().toString(); }
    [[nodiscard]] QString header()
    {
        return pump.model().headerData(0, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    [[nodiscard]] QString remark() { return panel.findChild<TableRemark*>()->text(); }
    [[nodiscard]] int row() { return view->currentIndex().row(); }

    QTemporaryDir folder;
    Settings settings;
    QList<quint64> opened;
    WindowTable table;
};

} // namespace

/** Times, bookmarks and likeness by mouse and keyboard, in the real panel. */
class TestWindowTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void theReadingIsChosenAndRemembered()
    {
        Stage stage;
        stage.receive(3);
        const int width = stage.view->horizontalHeader()->sectionSize(0);
        stage.entry(stage.times(), QStringLiteral("Microseconds"))->trigger();
        QVERIFY(stage.view->horizontalHeader()->sectionSize(0) > width);
        QCOMPARE(stage.time(0).size(), 15);
        stage.entry(stage.times(), QStringLiteral("Since Previous Row"))->trigger();
        QCOMPARE(stage.header(), QStringLiteral("Since previous"));
        QCOMPARE(stage.time(1), QStringLiteral("+0.000000"));
        QVERIFY(stage.times()->toolTipsVisible());
        QVERIFY(stage.entry(stage.times(), QStringLiteral("Since Previous Row"))
                    ->toolTip()
                    .contains(QStringLiteral("one read")));

        Stage next(stage.settings.path());
        QCOMPARE(next.header(), QStringLiteral("Since previous"));
        QVERIFY(next.entry(next.times(), QStringLiteral("Since Previous Row"))->isChecked());
        QVERIFY(next.entry(next.times(), QStringLiteral("Microseconds"))->isChecked());
    }

    void theHeaderHasTheMenu()
    {
        Stage stage;
        const QHeaderView* header = stage.view->horizontalHeader();
        const auto press = [header](int section) {
            const QPoint place(header->sectionViewportPosition(section) + 5, 5);
            QContextMenuEvent event(
                QContextMenuEvent::Mouse, place, header->viewport()->mapToGlobal(place));
            QCoreApplication::sendEvent(header->viewport(), &event);
        };
        press(0);
        auto* menu = header->findChild<QMenu*>(QStringLiteral("columnMenu"));
        QVERIFY(menu && menu->isVisible());
        QVERIFY(menu->actions().contains(stage.times()->menuAction()));
        menu->close();
    }

    void timeCountsFromTheMarkedRow()
    {
        Stage stage;
        stage.receive(50);
        stage.entry(stage.times(), QStringLiteral("Since Marked Row"))->trigger();
        QVERIFY(stage.remark().contains(QStringLiteral("Ctrl+M")));
        QCOMPARE(stage.time(3), QStringLiteral("\u2013"));
        stage.click(45);
        const int first = stage.view->firstVisibleRow();
        stage.key(Qt::Key_M, Qt::ControlModifier);
        QCOMPARE(stage.table.marks().timeMark(), std::optional<quint64>(45));
        QCOMPARE(stage.time(3), QStringLiteral("+0.000"));
        QCOMPARE(stage.selectedSerials(), QList<quint64>{45});
        QCOMPARE(stage.view->firstVisibleRow(), first);
        stage.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(!stage.table.marks().timeMark());
    }

    void bookmarksByKeyboard()
    {
        Stage stage;
        stage.receive(200);
        stage.key(Qt::Key_F2);
        QVERIFY(stage.remark().contains(QStringLiteral("no bookmark yet")));
        stage.click(195);
        stage.key(Qt::Key_B, Qt::ControlModifier);
        stage.key(Qt::Key_Home);
        stage.key(Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(stage.table.marks().bookmarks().keys(), (QList<quint64>{0, 195}));
        stage.key(Qt::Key_F2);
        QCOMPARE(stage.row(), 195);
        QVERIFY(stage.view->lastVisibleRow() >= 195);
        QCOMPARE(stage.remark(), QString());
        stage.key(Qt::Key_F2);
        QCOMPARE(stage.row(), 0);
        QVERIFY(stage.remark().contains(QStringLiteral("on to the first")));
        stage.key(Qt::Key_F2, Qt::ShiftModifier);
        QCOMPARE(stage.row(), 195);
        QVERIFY(stage.remark().contains(QStringLiteral("back to the last")));
        stage.key(Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(stage.table.marks().bookmarks().keys(), QList<quint64>{0});
        QCOMPARE(stage.selectedSerials(), QList<quint64>{195});
    }

    void notesAreTypedBesideTheRow()
    {
        Stage stage;
        stage.receive(3);
        stage.click(1);
        auto* popover = stage.panel.findChild<NotePopover*>();
        auto* line = popover->findChild<QLineEdit*>();
        stage.key(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(popover->isVisible());
        QTest::keyClicks(line, QStringLiteral("looks odd"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!popover->isVisible());
        QCOMPARE(stage.table.marks().bookmarks().value(1).note, QStringLiteral("looks odd"));

        stage.key(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(line->text(), QStringLiteral("looks odd"));
        QTest::keyClicks(line, QStringLiteral("other"));
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!popover->isVisible());
        QCOMPARE(stage.table.marks().bookmarks().value(1).note, QStringLiteral("looks odd"));
    }

    void theListKeepsNotesOfWhatHasGone()
    {
        Stage stage;
        stage.receive(3);
        stage.click(1);
        stage.key(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
        auto* line = stage.panel.findChild<NotePopover*>()->findChild<QLineEdit*>();
        QTest::keyClicks(line, QStringLiteral("the second"));
        QTest::keyClick(line, Qt::Key_Return);
        QAction* kept = stage.entry(stage.bookmarks(), QStringLiteral("the second"));
        QVERIFY(kept);
        kept->trigger();
        QCOMPARE(stage.opened, QList<quint64>{1});
        stage.pump.clear();
        QAction* gone = stage.entry(stage.bookmarks(), QStringLiteral("the second (retired)"));
        QVERIFY(gone);
        QVERIFY(gone->toolTip().contains(QStringLiteral("no longer kept")));
        gone->trigger();
        QVERIFY(stage.remark().contains(QStringLiteral("no longer kept")));
        stage.entry(stage.bookmarks(), QStringLiteral("Have Gone"))->trigger();
        QVERIFY(stage.table.marks().bookmarks().isEmpty());
        QVERIFY(!stage.entry(stage.bookmarks(), QStringLiteral("the second")));
    }

    void nextLikeThis()
    {
        Stage stage;
        for (int i = 0; i < 60; ++i) {
            Testing::Message message(i % 30 == 5 ? "/queue/rare" : "/queue/often", "text");
            std::ignore = stage.feed.append(message.bytes, message.row);
        }
        stage.feed.publish(60);
        stage.pump.flush();
        stage.key(Qt::Key_Home);
        stage.click(5);
        stage.key(Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(stage.row(), 35);
        QVERIFY(stage.view->lastVisibleRow() >= 35);
        QCOMPARE(stage.remark(), QString());
        stage.key(Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(stage.row(), 5);
        QCOMPARE(stage.remark(),
            QStringLiteral("Found destination /queue/rare from the first row on: there is none "
                           "below"));
        stage.key(Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(stage.row(), 35);
        QVERIFY(stage.remark().contains(QStringLiteral("none above")));
    }

    void nothingLikeThis()
    {
        Stage stage;
        stage.receive(3);
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, Qt::NoModifier,
            stage.view->visualRect(stage.pump.model().index(1, int(MessageColumn::Preview)))
                .center());
        stage.key(Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(stage.remark(),
            QStringLiteral("No other row has destination /queue/orders and the same body"));
        QCOMPARE(stage.row(), 1);
    }

    void copiesAsJsonAndCsv()
    {
        Stage stage;
        for (const char* body : {"{\"a\":1.0}", "=1+1,\"x\""}) {
            Testing::Message message("/queue/a", body, "password:secret\n");
            std::ignore = stage.feed.append(message.bytes, message.row);
        }
        stage.feed.publish(2);
        stage.pump.flush();
        auto* json = stage.panel.findChild<QAction*>(QStringLiteral("copyJson"));
        auto* csv = stage.panel.findChild<QAction*>(QStringLiteral("copyCsv"));
        QMenu* menu = stage.menu(2);
        QVERIFY(!menu->isEnabled());
        stage.click(0);
        stage.click(1, Qt::ShiftModifier);
        QTRY_VERIFY(menu->isEnabled());
        json->trigger();
        const QStringList lines =
            QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith(QStringLiteral("{\"version\":1,")));
        QVERIFY(lines[0].contains(QStringLiteral("\"connection\":\"here\"")));
        QVERIFY(lines[0].contains(QStringLiteral("{\\\"a\\\":1.0}")));
        QVERIFY(!lines[0].contains(QStringLiteral("secret")));
        QCOMPARE(stage.remark(),
            QStringLiteral("2 messages copied as JSON Lines; secret headers masked: 2"));
        csv->trigger();
        const QStringList rows = QGuiApplication::clipboard()->text().split(QStringLiteral("\r\n"));
        QCOMPARE(rows.value(0), QStringLiteral("Time,Destination,Size,Type,Body"));
        QVERIFY(rows.value(2).endsWith(QStringLiteral("/queue/a,8,text,\"'=1+1,\"\"x\"\"\"")));
        QCOMPARE(stage.remark(), QStringLiteral("2 messages copied as CSV"));
        // The columns that are shown, in their order; a secret stays one.
        QHeaderView* const header = stage.view->horizontalHeader();
        stage.panel.columns().add(Stomp::MessageField::parse("$.a").field);
        stage.panel.columns().add(Stomp::MessageField::parse("password").field);
        header->moveSection(header->visualIndex(messageColumnCount), 0);
        header->hideSection(int(MessageColumn::Time));
        csv->trigger();
        const QStringList chosen =
            QGuiApplication::clipboard()->text().split(QStringLiteral("\r\n"));
        QCOMPARE(chosen.value(0), QStringLiteral("$.a,Destination,Size,Type,password,Body"));
        QVERIFY2(chosen.value(1).startsWith(QStringLiteral("1.0,/queue/a,")),
            qPrintable(chosen.value(1)));
        QVERIFY(!chosen.value(1).contains(QStringLiteral("secret")));
        QCOMPARE(
            stage.remark(), QStringLiteral("2 messages copied as CSV; secret headers masked: 2"));
    }

    /** Marks must be seen, not only known. */
    void marksArePainted()
    {
        Stage stage;
        stage.receive(3);
        const auto gutter = [&stage](int row) {
            const QRect cell = stage.view->visualRect(stage.pump.model().index(row, 0));
            return stage.view->viewport()
                ->grab(QRect(cell.left(), cell.top(), 18, cell.height()))
                .toImage();
        };
        const QImage bare = gutter(1);
        QVERIFY(stage.table.marks().bookmark(stage.pump.model().messageAt(1), {}));
        const QImage bookmarked = gutter(1);
        QVERIFY(bookmarked != bare);
        stage.table.marks().setTimeMark(stage.pump.model().messageAt(1));
        QVERIFY(gutter(1) != bookmarked);
        stage.table.marks().forgetAll();
        stage.table.marks().clearTimeMark();
        QCOMPARE(gutter(1), bare);
    }
};

QTEST_MAIN(TestWindowTable)
#include "tst_windowtable.moc"
