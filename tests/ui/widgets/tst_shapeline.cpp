#include <support/messages.h>
#include <support/widgetwarnings.h>

#include <ui/widgets/shapeline.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Ui;
using Testing::Message;

/** The line that says what shapes there are and leads to the odd messages. */
class TestShapeLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Testing::failOnAnyWarning();
        m_feed = std::make_unique<MessageFeed>(Stomp::SegmentPool::create(4096, 4));
        m_pump = std::make_unique<MessagePump>(*m_feed);
        m_line = std::make_unique<ShapeLine>(m_pump->shapes());
        m_line->show();
    }
    void cleanup()
    {
        m_line.reset();
        m_pump.reset();
        m_feed.reset();
    }

    void saysHowItIs()
    {
        QCOMPARE(m_line->text(), QStringLiteral("Shape watch is off"));
        m_pump->shapes().setOn(true);
        QCOMPARE(m_line->text(), QStringLiteral("No message looked at yet"));
        receive("/queue/a", "plain");
        QTRY_COMPARE(m_line->text(), QStringLiteral("No JSON"));
        QVERIFY(!show()->isVisible());
        receive("/queue/a", R"({"a":1})");
        receive("/queue/b", R"({"b":1})");
        receive("/queue/b", R"({"b":""})");
        QTRY_COMPARE(m_line->text(), QStringLiteral("3 shapes, 1 oddity"));
        m_line->setSubject(1, {1});
        QCOMPARE(m_line->text(), QStringLiteral("1 shape, 0 oddities"));
        QVERIFY(!show()->isVisible());
        m_line->setSubject(1, {2});
        QCOMPARE(m_line->text(), QStringLiteral("2 shapes, 1 oddity"));
        QVERIFY(show()->isVisible());
        receive("/queue/wild", R"({"w":1})"); // on the second subscription as well
        QTRY_COMPARE(m_line->text(), QStringLiteral("3 shapes, 1 oddity"));
        m_line->setSubject(7, {});
        QCOMPARE(m_line->text(), QStringLiteral("No message looked at yet"));
    }

    void leadsToTheMessages()
    {
        m_pump->shapes().setOn(true);
        receive("/queue/b", R"({"b":1})");
        receive("/queue/a", R"({"a":1})");
        receive("/queue/b", R"({"b":1,"R&D":1})");
        receive("/queue/a", R"({"a":null})");
        QTRY_COMPARE(m_line->text(), QStringLiteral("4 shapes, 2 oddities"));
        QSignalSpy wanted(m_line.get(), &ShapeLine::messageWanted);
        show()->click();
        QCOMPARE(wanted.takeFirst().constFirst().toULongLong(), 2U);
        Q_EMIT show()->menu()->aboutToShow();
        const QList<QAction*> entries = show()->menu()->actions();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0)->text(), QStringLiteral("first time: $[\"R&&D\"]"));
        QCOMPARE(entries.at(1)->text(), QStringLiteral("changed type: $.a (null, was number)"));
        entries.at(1)->trigger();
        QCOMPARE(wanted.takeFirst().constFirst().toULongLong(), 3U);
        m_line->sayGone();
        QCOMPARE(m_line->text(), QStringLiteral("No longer kept: an older message was odd"));
    }

private:
    void receive(std::string_view destination, std::string_view body)
    {
        Message message(destination, body);
        message.row.subscription = destination == "/queue/a" ? 1 : 2;
        std::ignore = m_feed->append(message.bytes, message.row);
        m_feed->publish(1);
        m_pump->flush();
    }
    [[nodiscard]] QToolButton* show() const { return m_line->findChild<QToolButton*>(); }

    std::unique_ptr<MessageFeed> m_feed;
    std::unique_ptr<MessagePump> m_pump;
    std::unique_ptr<ShapeLine> m_line;
};

QTEST_MAIN(TestShapeLine)
#include "tst_shapeline.moc"
