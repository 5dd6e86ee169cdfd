#include <ui/workspace/lessonlook.h>
#include <ui/workspace/messageforecast.h>

#include <QTest>

using namespace Ui;
using namespace Qt::StringLiterals;

namespace {

/** Lanes A, B, C ...; those with a star are away. */
LessonLook lookOf(const QStringList& lanes)
{
    LessonLook look;
    for (const QString& lane : lanes) {
        LessonLaneLook one;
        one.name = lane.left(1);
        one.isConnected = !lane.endsWith(u'*');
        look.lanes << one;
    }
    return look;
}

} // namespace

class TestMessageForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cameTrue_data()
    {
        QTest::addColumn<QStringList>("lanes");
        QTest::addColumn<QStringList>("who");
        QTest::addColumn<QString>("answer"); // empty: none of them
        QTest::addColumn<QString>("told");
        const QStringList two{u"A"_s, u"B"_s};
        const QStringList three{u"A"_s, u"B"_s, u"C"_s};
        QTest::newRow("one of two")
            << two << QStringList{u"B"_s} << u"B"_s << u"B received message 7."_s;
        QTest::newRow("both") << two << two << u"each of them"_s
                              << u"A and B each received a copy of message 7."_s;
        QTest::newRow("nobody") << two << QStringList() << u"nobody for now"_s
                                << u"No consumer has received message 7."_s;
        QTest::newRow("some of them")
            << three << two << QString() << u"A and B each received a copy of message 7."_s;
        QTest::newRow("all three") << three << three << u"each of them"_s
                                   << u"A, B and C each received a copy of message 7."_s;
        QTest::newRow("one is away") << QStringList{u"A*"_s, u"B"_s} << QStringList{u"B"_s}
                                     << u"B"_s << u"B received message 7."_s;
        QTest::newRow("alone, and nothing")
            << QStringList{u"A"_s} << QStringList() << u"nobody for now"_s
            << u"No consumer has received message 7."_s;
        QTest::newRow("came since") << QStringList{u"A"_s, u"B*"_s} << QStringList{u"B"_s}
                                    << QString() << u"B received message 7."_s;
    }
    void cameTrue()
    {
        QFETCH(QStringList, lanes);
        QFETCH(QStringList, who);
        LessonLook look = lookOf(lanes);
        MessageForecast::ask(look, 7);
        QVERIFY(look.isForecast);
        QCOMPARE(look.question, u"Who will receive message 7?"_s);
        MessageForecast forecast;
        forecast.note(look);
        QTEST(look.answers.value(forecast.cameTrue(who)), "answer");
        QTEST(MessageForecast::tell(7, who), "told");
    }

    void whereItGoes()
    {
        LessonLook look = lookOf({u"A"_s});
        MessageForecast::ask(look, 7, u"/queue/a"_s);
        QCOMPARE(look.question, u"Who will receive message 7, sent to /queue/a?"_s);
    }
};

QTEST_APPLESS_MAIN(TestMessageForecast)
#include "tst_messageforecast.moc"
