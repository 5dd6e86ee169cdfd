#include "messagestage.h"

#include <support/widgetwarnings.h>
#include <ui/profiles/settings.h>
#include <ui/widgets/columndialog.h>
#include <ui/widgets/columnmenu.h>
#include <ui/widgets/filterline.h>
#include <ui/widgets/inspector.h>
#include <ui/widgets/inspectorheaders.h>
#include <ui/widgets/inspectortree.h>
#include <ui/widgets/tablecolumns.h>
#include <ui/widgets/theme.h>
#include <ui/widgets/windowcolumns.h>

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Ui;
using Stomp::MessageField;

namespace {

MessageField field(const char* text)
{
    return MessageField::parse(text).field;
}

/** A panel whose columns are kept in settings, as in the window. */
struct Stage : Testing::MessageStage
{
    explicit Stage(const QString& path)
        : settings(path), columns(pump, settings, panel, inspector),
          header(view->horizontalHeader())
    { }

    [[nodiscard]] TableColumns& table() { return panel.columns(); }
    [[nodiscard]] QStringList titles()
    {
        QStringList all;
        for (const TableColumns::Shown& one : table().shownColumns())
            all << one.title;
        return all;
    }
    [[nodiscard]] int column(const char* text)
    {
        return pump.model().columnOf(field(text)).value_or(-1);
    }
    void filter(const char* condition)
    {
        panel.filterLine()->setFilter(QString::fromLatin1(condition), FilterMode::Auto);
    }
    void choose(const QString& entry, int at = -1)
    {
        QMenu menu;
        panel.columnMenu().fill(menu, at);
        for (QAction* action : menu.actions()) {
            if (QString(action->text()).remove(u'&') == entry) {
                QVERIFY(action->isEnabled());
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(QStringLiteral("no entry ") + entry));
    }

    Settings settings;
    Inspector inspector;
    WindowColumns columns;
    QHeaderView* header;
};

const QStringList atFirst{QStringLiteral("Time"), QStringLiteral("Destination"),
    QStringLiteral("Size"), QStringLiteral("Type"), QStringLiteral("Preview")};

} // namespace

/** Columns chosen, ordered, resized and remembered. */
class TestTableColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init()
    {
        Testing::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("settings.ini"));
    }

    void whatIsChosenIsThereNextTime()
    {
        {
            Stage stage(m_path);
            stage.receive(3);
            QCOMPARE(stage.titles(), atFirst);
            stage.table().add(field("$.order.qty"));
            stage.choose(QStringLiteral("Size"));
            stage.header->moveSection(stage.header->visualIndex(int(MessageColumn::Type)), 0);
            stage.header->resizeSection(int(MessageColumn::Destination), 77);
            QCOMPARE(stage.titles(),
                (QStringList{QStringLiteral("Type"), QStringLiteral("Time"),
                    QStringLiteral("Destination"), QStringLiteral("$.order.qty"),
                    QStringLiteral("Preview")}));
        }
        Stage next(m_path);
        QCOMPARE(next.titles(),
            (QStringList{QStringLiteral("Type"), QStringLiteral("Time"),
                QStringLiteral("Destination"), QStringLiteral("$.order.qty"),
                QStringLiteral("Preview")}));
        QCOMPARE(next.header->sectionSize(int(MessageColumn::Destination)), 77);
        next.choose(QStringLiteral("Reset Columns"));
        QCOMPARE(next.titles(), atFirst);
        QVERIFY(next.header->sectionSize(int(MessageColumn::Destination)) > 77);
        Stage last(m_path);
        QCOMPARE(last.titles(), atFirst);
    }

    void aDestinationHasItsOwn()
    {
        {
            Stage stage(m_path);
            stage.receive(3);
            stage.table().add(field("priority"));
            const QStringList all = stage.titles();
            stage.filter("destination = '/queue/orders'");
            QCOMPARE(stage.titles(), all); // until they are changed
            stage.table().add(field("$.qty"));
            stage.choose(QStringLiteral("Remove Column priority"), stage.column("priority"));
            const QStringList own = stage.titles();
            QVERIFY(own.contains(QStringLiteral("$.qty")));
            QVERIFY(!own.contains(QStringLiteral("priority")));
            stage.filter("");
            QCOMPARE(stage.titles(), all);
            stage.filter("destination = '/queue/orders' AND $.qty > 2");
            QCOMPARE(stage.titles(), own);
            stage.filter("destination = '/queue/other'");
            QCOMPARE(stage.titles(), all);
        }
        Stage next(m_path);
        QVERIFY(next.titles().contains(QStringLiteral("priority")));
        next.filter("destination = '/queue/orders'");
        QVERIFY(next.titles().contains(QStringLiteral("$.qty")));
        next.choose(QStringLiteral("Use These for All Destinations"));
        next.choose(QStringLiteral("Reset Columns"));
        next.filter("");
        QVERIFY(next.titles().contains(QStringLiteral("$.qty")));
        QVERIFY(!next.titles().contains(QStringLiteral("priority")));
    }

    void theReadersPlaceStaysWhenColumnsChange()
    {
        Stage stage(m_path);
        stage.receive(200);
        stage.click(stage.view->firstVisibleRow() + 2);
        stage.wheel(3);
        const QList<quint64> selected = stage.selectedSerials();
        const quint64 first = stage.firstSerial();
        QCOMPARE(selected.size(), 1);
        stage.table().add(field("$.a"));
        stage.table().add(field("priority"));
        stage.table().remove(stage.column("$.a"));
        QCOMPARE(stage.selectedSerials(), selected);
        QCOMPARE(stage.firstSerial(), first);
        QVERIFY(!stage.view->isFollowing());
    }

    void theLastColumnFillsTheRoom()
    {
        Stage stage(m_path);
        stage.receive(1);
        const auto sum = [&stage] {
            int width = 0;
            for (const int column : stage.table().shown())
                width += stage.header->sectionSize(column);
            return width;
        };
        QTRY_COMPARE(sum(), stage.header->width());
        stage.header->resizeSection(int(MessageColumn::Time), 200);
        QCOMPARE(sum(), stage.header->width());
        stage.choose(QStringLiteral("Preview"));
        QCOMPARE(sum(), stage.header->width());
        stage.choose(QStringLiteral("Preview"));
        QCOMPARE(sum(), stage.header->width());
        // Too many: the preview keeps a width that can be read, and the table scrolls.
        for (const char* name : {"h-1", "h-2", "h-3", "h-4", "h-5", "h-6", "h-7", "h-8", "h-9"})
            stage.table().add(field(name));
        QVERIFY(sum() > stage.header->width());
        QVERIFY(stage.header->sectionSize(int(MessageColumn::Preview)) > 60);
        QTRY_VERIFY(stage.view->horizontalScrollBar()->maximum() > 0);
    }

    void theRoomThatWasMadeStays()
    {
        const int time = int(MessageColumn::Time);
        {
            Stage stage(m_path);
            stage.receive(1);
            const int usual = stage.header->sectionSize(time);
            QVERIFY(usual < 200);
            stage.table().makeRoom(time, 200);
            QCOMPARE(stage.header->sectionSize(time), 200);
            int width = 0;
            for (const int column : stage.table().shown())
                width += stage.header->sectionSize(column);
            QCOMPARE(width, stage.header->width()); // the preview has given it
            stage.table().setSet({QStringLiteral("/queue/other"), {}});
            QCOMPARE(stage.header->sectionSize(time), 200);
            stage.table().setSet({});
            QCOMPARE(stage.header->sectionSize(time), 200);
            // Less is asked for: at the next occasion, not before the reader's eyes.
            stage.table().makeRoom(time, usual);
            QCOMPARE(stage.header->sectionSize(time), 200);
            stage.table().setSet({});
            QCOMPARE(stage.header->sectionSize(time), usual);
        }
        Stage hidden(m_path);
        hidden.receive(1);
        hidden.choose(QStringLiteral("Time"));
        QVERIFY(!hidden.table().isShown(time));
        hidden.table().makeRoom(time, 200);
        hidden.choose(QStringLiteral("Time"));
        QCOMPARE(hidden.header->sectionSize(time), 200);
        // A width that was chosen is kept.
        hidden.header->resizeSection(time, 90);
        hidden.table().setSet(hidden.table().set());
        QCOMPARE(hidden.header->sectionSize(time), 90);
    }

    void theDestinationGivesWayInANarrowWindow()
    {
        Stage stage(m_path);
        stage.receive(1);
        const int destination = int(MessageColumn::Destination);
        const int preview = int(MessageColumn::Preview);
        const int usual = stage.header->sectionSize(destination);
        stage.panel.resize(500, 400);
        QTRY_VERIFY(stage.header->sectionSize(destination) < usual);
        QVERIFY(stage.header->sectionSize(preview) > 60);
        QTRY_COMPARE(stage.view->horizontalScrollBar()->maximum(), 0);
        stage.panel.resize(900, 400);
        QTRY_COMPARE(stage.header->sectionSize(destination), usual);
        // A width that was chosen is kept.
        stage.header->resizeSection(destination, usual + 10);
        stage.panel.resize(470, 400);
        QTRY_VERIFY(stage.view->horizontalScrollBar()->maximum() > 0);
        QCOMPARE(stage.header->sectionSize(destination), usual + 10);
    }

    void aStateIsReadInFullUntilTheWindowIsNarrow()
    {
        Stage stage(m_path);
        const Testing::Message message(
            "/queue/a", "{}", "delivery-count:13\n", Stomp::NeedsAckFlag | Stomp::RedeliveredFlag);
        std::ignore = stage.feed.append(message.bytes, message.row);
        stage.feed.publish(1);
        stage.pump.flush();
        const int state = int(MessageColumn::State);
        QTRY_VERIFY(stage.table().isShown(state));
        const QString words = stage.pump.model().index(0, state).data().toString();
        QCOMPARE(words, QStringLiteral("waiting, redelivered 12 times"));
        const QFontMetrics metrics(stage.view->font());
        const int frame = Theme::iconSize + Theme::grid * 2;
        const int usual = stage.header->sectionSize(state);
        QVERIFY(usual >= metrics.horizontalAdvance(words) + frame);
        QTRY_COMPARE(stage.view->horizontalScrollBar()->maximum(), 0);
        const int preview = int(MessageColumn::Preview);
        const int full = stage.panel.width();
        // Where preview and destination have given what they can first, its count goes ...
        int narrower = full;
        while (stage.header->sectionSize(state) == usual && narrower > 500) {
            narrower -= Theme::grid;
            stage.panel.resize(narrower, 400);
            QTRY_COMPARE(stage.view->width(), stage.panel.width());
        }
        QVERIFY(stage.header->sectionSize(state)
            >= metrics.horizontalAdvance(QStringLiteral("waiting, redelivered")) + frame);
        // ... and where there is still less room, what is in the message is in view all the same.
        stage.panel.resize(500, 400);
        QTRY_COMPARE(stage.view->horizontalScrollBar()->maximum(), 0);
        QVERIFY(stage.header->sectionSize(preview) > 60);
        QVERIFY(stage.header->sectionSize(state) >= Theme::grid * 9);
        stage.panel.resize(full, 400);
        QTRY_COMPARE(stage.header->sectionSize(state), usual);
    }

    void oneColumnAlwaysStays()
    {
        Stage stage(m_path);
        for (const QString& title : atFirst.mid(1))
            stage.choose(title);
        QCOMPARE(stage.titles(), atFirst.first(1));
        stage.table().setShown(int(MessageColumn::Time), false);
        QCOMPARE(stage.titles(), atFirst.first(1));
    }

    void theInspectorMakesColumns()
    {
        Stage stage(m_path);
        const QByteArray frame = "MESSAGE\ndestination:/queue/a\nx-kind:7\n\n"
                                 R"({"a":{"b\"c":[1,23958446825181076828]}})";
        stage.inspector.show(MessageView::copyOf(frame, std::uint32_t(frame.indexOf("\n\n") + 2)));
        auto* tree = stage.inspector.findChild<InspectorTree*>();
        QTRY_VERIFY(tree->model()->rowCount() > 0);
        QModelIndex at = tree->model()->index(0, 0);
        for (const int row : {0, 0, 1}) {
            if (tree->model()->canFetchMore(at))
                tree->model()->fetchMore(at);
            tree->setCurrentIndex(at);
            QVERIFY(!action(*tree)->isEnabled()); // it has members
            at = tree->model()->index(row, 0, at);
            QVERIFY(at.isValid());
        }
        tree->setCurrentIndex(at);
        QVERIFY(action(*tree)->isEnabled());
        action(*tree)->trigger();
        auto* headers = stage.inspector.findChild<InspectorHeaders*>();
        headers->setCurrentIndex(headers->model()->index(1, 0));
        action(*headers)->trigger();
        const QStringList titles = stage.titles();
        QCOMPARE(titles.mid(4),
            (QStringList{QStringLiteral("$.a['b\"c'][1]"), QStringLiteral("x-kind"),
                QStringLiteral("Preview")}));
    }

    void theDialogSaysWhatIsWrong()
    {
        Stage stage(m_path);
        stage.receive(2);
        ColumnDialog dialog(stage.pump.store());
        const QSignalSpy chosen(&dialog, &ColumnDialog::chosen);
        auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("columnField"));
        auto* note = dialog.findChild<QLabel*>(QStringLiteral("columnNote"));
        dialog.show();
        edit->setText(QStringLiteral("$.a..b"));
        dialog.accept();
        QVERIFY(dialog.isVisible());
        QVERIFY(note->text().contains(QStringLiteral("..")));
        edit->setText(QStringLiteral("$.a.b"));
        QCOMPARE(note->text(), QString());
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(chosen.count(), 1);
    }

    void aBrokenSettingIsLeftOut()
    {
        {
            Settings settings(m_path);
            settings.setColumnSets({{{},
                {{QStringLiteral("preview"), {}, 0}, {QStringLiteral("$.."), true, 5},
                    {QStringLiteral("time"), {}, 3}, {QStringLiteral("time"), {}, 3}}}});
        }
        Stage stage(m_path);
        QCOMPARE(stage.titles().size(), 5);
        QVERIFY(stage.titles().contains(QStringLiteral("Time")));
    }

private:
    static QAction* action(const QWidget& widget)
    {
        for (QAction* one : widget.actions())
            if (one->text() == QStringLiteral("Show as Column"))
                return one;
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_MAIN(TestTableColumns)
#include "tst_tablecolumns.moc"
