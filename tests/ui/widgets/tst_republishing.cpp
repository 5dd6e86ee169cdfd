#include "windowfixture.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishheaders.h>
#include <ui/widgets/tableremark.h>
#include <ui/widgets/theme.h>
#include <ui/widgets/windowrepublishing.h>

#include <QAction>
#include <QDialog>

using namespace Ui;
using Testing::WindowFixture;

namespace {

class Desk : public WindowFixture
{
public:
    /** Connected, subscribed to this topic, without the sample traffic. */
    void begin(const char* topic)
    {
        connectTo(Preset::Practice);
        QTRY_VERIFY(connection() && connection()->isConnected());
        workspace.practiceBroker().setSampleTraffic(false);
        SubscriptionWish wish;
        wish.destination = QString::fromLatin1(topic);
        const Stomp::SubscriptionKey key = connection()->subscribe(wish);
        QTRY_VERIFY(connection()->subscription(key)->state == Stomp::SubscriptionState::Confirmed);
        // What the sample traffic had sent before is in the table, or not: only ours counts.
        workspace.pump().flush();
        workspace.pump().clear();
    }
    void publish(const char* destination, std::string body, std::vector<Stomp::Header> headers = {})
    {
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", destination);
        for (const Stomp::Header& header : headers)
            request.frame.add(header.name, header.value);
        request.frame.body = std::move(body);
        connection()->publish(request);
    }
    /** Of the rows, those with this body. */
    [[nodiscard]] QList<int> rowsWith(std::string_view body)
    {
        QList<int> found;
        const MessageTableModel& model = workspace.pump().model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (const Stomp::StoredMessage message = model.messageAt(row))
                if (message.body() == body)
                    found << row;
        return found;
    }
    void choose(int row)
    {
        table()->setFocus();
        table()->setCurrentIndex(workspace.pump().model().index(row, 0));
    }
    [[nodiscard]] QAction* action(const char* name) const
    {
        return window->messagePanel()->findChild<QAction*>(QString::fromLatin1(name))
            ? window->messagePanel()->findChild<QAction*>(QString::fromLatin1(name))
            : window->findChild<QAction*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString remark() const { return window->findChild<TableRemark*>()->text(); }
};

} // namespace

/** Publishing again and replying, in the real window on the practice broker. */
class TestRepublishing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void asItIs()
    {
        Desk desk;
        desk.begin("/topic/again");
        desk.publish("/topic/again", "one", {{"colour", "red"}});
        QTRY_COMPARE(desk.rowsWith("one").size(), 1);
        QAction* again = desk.action("publishAgain");
        QVERIFY(!again->isEnabled());
        desk.choose(desk.rowsWith("one").first());
        QTRY_VERIFY(again->isEnabled());
        QCOMPARE(again->text(), QStringLiteral("Publish Again"));
        again->trigger();
        QTRY_COMPARE(desk.rowsWith("one").size(), 2);
        QTRY_COMPARE(
            desk.remark(), QStringLiteral("Published again on Practice broker, confirmed"));
        Stomp::FrameDecoder decoder;
        const Stomp::StoredMessage copy =
            desk.workspace.pump().model().messageAt(desk.rowsWith("one").last());
        const Stomp::FrameView& frame =
            decoder.decode(copy.bytes(), copy.row->bodyOffset, copy.row->version);
        QCOMPARE(frame.value("colour"), std::string_view("red"));
    }

    void severalElsewhereInTheirOrder()
    {
        Desk desk;
        desk.begin("/topic/shop.>");
        for (const char* body : {"a", "b", "c"})
            desk.publish("/topic/shop.from", body);
        QTRY_VERIFY(desk.rowsWith("c").size() == 1);
        desk.choose(desk.rowsWith("a").first());
        QTest::keyClick(desk.table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(desk.table(), Qt::Key_Down, Qt::ShiftModifier);
        QAction* elsewhere = desk.action("publishElsewhere");
        QTRY_COMPARE(elsewhere->text(), QStringLiteral("Publish 3 Messages Again To \u2026"));
        desk.key(desk.table(), Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
        QDialog* dialog = desk.dialog("republishDialog");
        QVERIFY(dialog);
        auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("republishDestination"));
        auto* publish = dialog->findChild<QPushButton*>(QStringLiteral("republish"));
        QCOMPARE(line->text(), QStringLiteral("/topic/shop.from"));
        QCOMPARE(publish->text(), QStringLiteral("Publish 3 Messages"));
        desk.retype(line, QStringLiteral(" "));
        line->clear();
        QVERIFY(!publish->isEnabled());
        desk.retype(line, QStringLiteral("/topic/shop.to"));
        QVERIFY(publish->isEnabled());
        desk.key(line, Qt::Key_Return);
        QTRY_COMPARE(desk.remark(),
            QStringLiteral("3 messages published again on Practice broker, all confirmed"));
        QTRY_COMPARE(desk.rowsWith("c").size(), 2);
        QString came;
        const MessageTableModel& model = desk.workspace.pump().model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data(DestinationRole) == QStringLiteral("/topic/shop.to"))
                came += QString::fromStdString(std::string(model.messageAt(row).body()));
        QCOMPARE(came, QStringLiteral("abc"));
    }

    void tooManyAreRefusedWithTheBound()
    {
        Desk desk;
        desk.begin("/topic/many");
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", "/topic/many");
        request.count = quint32(WindowRepublishing::mostMessages) + 1;
        desk.connection()->publish(request);
        QTRY_COMPARE(desk.rows(), int(request.count));
        desk.table()->setFocus();
        desk.table()->selectAll();
        QAction* again = desk.action("publishAgain");
        QTRY_COMPARE(again->text(),
            QStringLiteral("Publish Again: at most %1 messages, 16.0 MB")
                .arg(QLocale().toString(WindowRepublishing::mostMessages)));
        QVERIFY(!again->isEnabled());
        QVERIFY(!desk.action("publishElsewhere")->isEnabled());
    }

    void whereItCameFromIsNotConnected()
    {
        Desk desk;
        desk.begin("/topic/gone");
        desk.publish("/topic/gone", "x");
        QTRY_COMPARE(desk.rowsWith("x").size(), 1);
        desk.choose(desk.rowsWith("x").first());
        desk.connection()->close();
        QTRY_VERIFY(!desk.connection()->isConnected());
        QTRY_VERIFY(desk.action("publishAgain")->isEnabled());
        desk.action("publishAgain")->trigger();
        QVERIFY2(desk.remark().startsWith(QStringLiteral("Practice broker is not connected")),
            qPrintable(desk.remark()));
    }

    /** What is under way when the connection ends is counted as failed. */
    void theConnectionGoesAwayMeanwhile()
    {
        Desk desk;
        desk.begin("/topic/away");
        Republishing work(*desk.connection());
        QSignalSpy ended(&work, &Republishing::ended);
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", "/topic/away");
        work.start({request, request});
        desk.workspace.remove(desk.connection());
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(work.sum().count, 2U);
        QCOMPARE(work.sum().confirmed + work.sum().sent + work.sum().failed, 2U);
    }

    void repliesToTheReplyTo()
    {
        Desk desk;
        desk.begin("/topic/ask");
        desk.publish("/topic/ask", "no", {});
        desk.publish("/topic/ask", "yes",
            {{"reply-to", "/queue/answers"}, {"correlation-id", "c-7"},
                {"content-type", "text/plain"}});
        QTRY_COMPARE(desk.rowsWith("yes").size(), 1);
        QAction* reply = desk.action("reply");
        desk.choose(desk.rowsWith("no").first());
        QTRY_COMPARE(reply->text(), QStringLiteral("Reply: this message has no reply-to"));
        QVERIFY(!reply->isEnabled());
        desk.choose(desk.rowsWith("yes").first());
        QTRY_VERIFY(reply->isEnabled());
        reply->trigger();
        PublishPanel* panel = desk.window->publishPanel();
        QCOMPARE(panel->findChild<QComboBox*>(QStringLiteral("destination"))->currentText(),
            QStringLiteral("/queue/answers"));
        QCOMPARE(panel->target(), desk.connection()->number());
        const std::vector<Stomp::Header> expected{{"correlation-id", "c-7"}};
        QCOMPARE(panel->headers()->headers(), expected);
        QVERIFY(panel->body()->body().empty());
        QVERIFY(panel->findChild<ElidedLabel*>(QStringLiteral("result"))
                    ->text()
                    .startsWith(QStringLiteral("Reply to the message of ")));
    }
};

QTEST_MAIN(TestRepublishing)
#include "tst_republishing.moc"
