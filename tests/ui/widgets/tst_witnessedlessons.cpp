#include "lessonstage.h"

#include <support/skinrows.h>
#include <support/witnessedlesson.h>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;
using State = LessonLook::State;

/** Every lesson from its start to its end by the dialog's buttons, on the practice broker: at each
 * pause its lanes, counts and verdict are what was on the line to the broker. */
class TestWitnessedLessons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void all_data() { addSkinRows(); }
    void all()
    {
        QFETCH(Stomp::BrokerSkin::Kind, skin);
        LessonStage stage(skin);
        Stomp::BrokerUrl url = Stomp::BrokerUrl::parse(stage.broker.url().toStdString()).url;
        WitnessedLessons witnessed(stage.broker.port(), 14, [&](quint16 port) {
            url.port = port;
            Connection* connection =
                stage.workspace.createConnection(ConnectionProfile::forUrl(url));
            stage.workspace.adopt(connection);
            stage.workspace.open(connection, {});
            return connection;
        });
        const QString trouble = witnessed.run(120'000);
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        int complete = 0;
        for (const auto& one : witnessed.lessons) {
            const LessonLook& look = one->dialog.look();
            QVERIFY2(look.state != State::Failed && look.notAsExpected == 0,
                qPrintable(look.title + u' ' + look.problem + look.outcomeText));
            const QString result = one->dialog.findChild<QLabel*>(u"lessonResult"_s)->text();
            const bool isComplete = look.state == State::Complete;
            QVERIFY2(result.startsWith(isComplete ? u"Done: all "_s : u"Not offered"_s),
                qPrintable(result));
            complete += isComplete ? 1 : 0;
        }
        QCOMPARE(complete, skin == Stomp::BrokerSkin::Kind::RabbitMq ? 12 : 14);
    }
};

QTEST_MAIN(TestWitnessedLessons)
#include "tst_witnessedlessons.moc"
