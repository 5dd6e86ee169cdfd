#include "windowfixture.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/countspanel.h>
#include <ui/widgets/rateschart.h>
#include <ui/widgets/theme.h>
#include <ui/workspace/connection.h>

#include <QApplication>
#include <QChart>
#include <QDockWidget>
#include <QFile>
#include <QFontMetrics>
#include <QLineSeries>
#include <QSet>
#include <QTableView>
#include <QToolButton>

using namespace Ui;
using Testing::WindowFixture;

/** The counts and the rates of what comes from the practice broker, in the real window. */
class tst_CountsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void countsWhatTheTableShows()
    {
        WindowFixture desk;
        CountsPanel* panel = desk.window->countsPanel();
        QVERIFY(!panel->chart()); // not before it is looked at
        desk.connectTo(Preset::Practice);
        QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
        desk.subscribeTo(QStringLiteral("/topic/a"));
        desk.subscribeTo(QStringLiteral("/topic/b"));
        QTRY_COMPARE(desk.connection()->subscriptions().size(), 2);
        QTRY_VERIFY(desk.connection()->subscriptions().constLast().state
            == Stomp::SubscriptionState::Confirmed);
        desk.key(desk.window.get(), Qt::Key_6, Qt::ControlModifier);
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(panel->chart());
        for (int i = 0; i < 7; ++i)
            publish(desk, i < 5 ? "/topic/a" : "/topic/b", std::string(std::size_t(10 + i), 'x'));
        QTRY_COMPARE(desk.rows(), 7);
        panel->refresh();
        QCOMPARE(texts(panel, CountsModel::DestinationColumn),
            QStringList({QStringLiteral("/topic/a"), QStringLiteral("/topic/b")}));
        QCOMPARE(texts(panel, CountsModel::MessagesColumn),
            QStringList({QStringLiteral("5"), QStringLiteral("2")}));
        QCOMPARE(texts(panel, CountsModel::GreatestSizeColumn),
            QStringList({QStringLiteral("14 B"), QStringLiteral("16 B")}));

        // Every message is in the chart once its second is over.
        QTRY_COMPARE(charted(panel), 7.0);
        QCOMPARE(panel->chart()->chart()->series().size(), 2);
        panel->view()->selectRow(1); // only what is selected
        QCOMPARE(panel->chart()->chart()->series().size(), 1);
        QCOMPARE(charted(panel), 2.0);

        const QString file = desk.folder.filePath(QStringLiteral("counts.csv"));
        panel->saveTo(file);
        QFile saved(file);
        QTRY_VERIFY(saved.exists());
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().contains("\n/topic/a,5,"));

        desk.click(panel->findChild<QToolButton*>(QStringLiteral("resetCounts")));
        QCOMPARE(texts(panel, CountsModel::MessagesColumn),
            QStringList({QStringLiteral("0"), QStringLiteral("0")}));
        QCOMPARE(desk.rows(), 7);

        // None of them was JSON.
        const auto shapes = [panel] {
            panel->refresh();
            return texts(panel, CountsModel::ShapesColumn);
        };
        QTRY_COMPARE(shapes(), QStringList({QStringLiteral("0"), QStringLiteral("0")}));
        publish(desk, "/topic/b", "{\"a\":1}");
        QTRY_VERIFY(shapes().contains(QStringLiteral("1")));
        desk.workspace.pump().shapes().setOn(false);
        QCOMPARE(shapes(), QStringList({QString(), QString()}));
    }

    void theLegendTellsTheLinesApart_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QStringList>("legend");
        const QStringList three{QStringLiteral("/topic/prices"), QStringLiteral("/queue/orders"),
            QStringLiteral("/topic/VirtualTopic.news")};
        QTest::newRow("all fits") << 1000 << three << three;
        QTest::newRow("their ends")
            << 400 << three
            << QStringList{QStringLiteral("prices"), QStringLiteral("orders"),
                   QStringLiteral("VirtualTopic.news")};
        const QStringList alike{QStringLiteral("/topic/orders"), QStringLiteral("/queue/orders"),
            QStringLiteral("/queue/news")};
        const QFontMetrics font(QApplication::font());
        QStringList cut;
        for (const QString& name : alike)
            cut << font.elidedText(name, Qt::ElideMiddle, (300 - Theme::grid * 20) / 3);
        QVERIFY(cut.first().size() < alike.first().size());
        QCOMPARE(QSet<QString>(cut.cbegin(), cut.cend()).size(), 3);
        QTest::newRow("ends alike") << 300 << alike << cut;
        QTest::newRow("ends alike, all fits") << 1000 << alike << alike;
    }

    void theLegendTellsTheLinesApart()
    {
        QFETCH(const int, width);
        QFETCH(const QStringList, names);
        RatesChart chart;
        chart.resize(width, 200);
        QList<RatesChart::Line> lines;
        for (const QString& name : names)
            lines.append({name, {{0, 1}, {1000, 2}}});
        chart.setLines(lines, 0, 1000);
        QStringList shown;
        for (const QAbstractSeries* series : chart.chart()->series())
            shown << series->name();
        QTEST(shown, "legend");
    }

private:
    static void publish(WindowFixture& desk, const char* destination, const std::string& body)
    {
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.headers = {{"destination", destination}};
        request.frame.body = body;
        desk.connection()->publish(request);
    }
    static QStringList texts(CountsPanel* panel, CountsModel::Column column)
    {
        QStringList all;
        const QAbstractItemModel* model = panel->view()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row, column).data().toString());
        return all;
    }
    /** Messages in all lines together, a point a second. */
    static double charted(CountsPanel* panel)
    {
        double sum = 0;
        for (const QAbstractSeries* series : panel->chart()->chart()->series()) {
            for (const QPointF& point : qobject_cast<const QLineSeries*>(series)->points())
                sum += point.y();
        }
        return sum;
    }
};

QTEST_MAIN(tst_CountsPanel)
#include "tst_countspanel.moc"
