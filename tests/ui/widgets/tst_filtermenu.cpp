#include "filterstage.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/filtermenu.h>

#include <QMenu>

using namespace Ui;
using Stage = Testing::FilterStage;

/** Filters made of a row's cells and fields, from its menu. */
class TestFilterMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void aCellMakesAFilter()
    {
        Stage stage;
        stage.receiveJson(8);
        QMenu menu;
        QStringList chosen;
        addFilterActions(menu, stage.pump.model().messageAt(1), {MessageColumn::Destination},
            [&](const QString& term) { stage.line->addTerm(term); });
        QStringList labels;
        for (const QAction* action : menu.actions())
            labels << action->text();
        QVERIFY(labels.contains(QStringLiteral("destination = '/queue/orders'")));
        QVERIFY(labels.contains(QStringLiteral("destination <> '/queue/orders'")));
        stage.line->setFilter(QStringLiteral("priority = 4"), FilterMode::Auto);
        for (QMenu* field : menu.findChildren<QMenu*>())
            for (QAction* action : field->actions())
                if (action->text() == QLatin1StringView("$.n > 1"))
                    action->trigger();
        QCOMPARE(stage.line->text(), QStringLiteral("priority = 4 AND $.n > 1"));
        QTRY_COMPARE(stage.shown(), std::uint64_t(4));

        for (const char* name : {"$.n", "message-id"}) {
            QMenu ofField;
            const auto field = Stomp::MessageField::parse(name).field;
            addFilterActions(ofField, stage.pump.model().messageAt(1),
                {MessageColumn::Preview, &field}, [](const QString&) {});
            const QString is =
                (name[0] == '$' ? QStringLiteral("%1 = ") : QStringLiteral("\"%1\" = "))
                    .arg(QString::fromLatin1(name));
            const QList<QAction*> offered = ofField.actions();
            QVERIFY(std::any_of(offered.begin(), offered.end(),
                [&is](const QAction* action) { return action->text().startsWith(is); }));
        }
    }

    void aCellOfTheConnectionMakesAFilter()
    {
        Stage stage;
        stage.receiveJson(8);
        stage.receive(3, 0, 2);
        const auto labels = [&stage](MessageColumn column) {
            QMenu menu;
            addFilterActions(menu, stage.pump.model().messageAt(9), {column},
                [&stage](const QString& term) { stage.line->addTerm(term); });
            QStringList all;
            for (QAction* action : menu.actions()) {
                all << action->text();
                if (action->text() == QLatin1StringView("from_connection = 2"))
                    action->trigger();
            }
            return all;
        };
        QVERIFY(labels(MessageColumn::Connection).contains(QStringLiteral("from_connection <> 2")));
        QTRY_COMPARE(stage.shown(), std::uint64_t(3));
        stage.line->clear();
        QVERIFY(!labels(MessageColumn::Size).join(u' ').contains(QLatin1StringView("from_conn")));
    }

    void cellsOfSizeAndTimeMakeFilters()
    {
        Stage stage;
        stage.receiveJson(12); // the bodies of the last two have a digit more
        const auto expressions = [&stage](const ClickedCell& cell) {
            QMenu menu;
            addFilterActions(menu, stage.pump.model().messageAt(0), cell, [](const QString&) {});
            QStringList all;
            for (const QAction* action : menu.actions())
                if (!action->isSeparator() && !action->menu())
                    all << action->text();
            return all;
        };
        const quint32 bytes = stage.pump.model().messageAt(0).row->bodySize();
        QStringList sizes;
        for (const char* sign : {"=", "<>", ">", "<"})
            sizes << QStringLiteral("body_size %1 %2").arg(QLatin1StringView(sign)).arg(bytes);
        QCOMPARE(expressions({MessageColumn::Size}), sizes);
        stage.line->addTerm(sizes.at(2));
        QTRY_COMPARE(stage.shown(), std::uint64_t(2));

        const QStringList times = expressions({MessageColumn::Time});
        const QStringList exact = expressions({MessageColumn::Time, nullptr, true});
        QCOMPARE(times.size(), qsizetype(4));
        QVERIFY2(times.first().startsWith(QStringLiteral("received_at = '20")),
            qPrintable(times.first()));
        stage.line->setFilter(times.at(3), FilterMode::Auto);
        QVERIFY(stage.line->mode() == FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.shown(), std::uint64_t(0)); // none came before the first
        QCOMPARE(exact.first().size(), times.first().size() + 3);
        stage.line->setFilter(exact.first(), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.shown(), std::uint64_t(12)); // all at the same time
    }
};

QTEST_MAIN(TestFilterMenu)
#include "tst_filtermenu.moc"
