#include <ui/widgets/lessondialog.h>
#include <ui/workspace/workspace.h>

#include <support/lyingbroker.h>
#include <support/widgetwarnings.h>

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;
using State = LessonLook::State;

namespace {

/** A lesson in its dialog on a broker that is taught to lie. */
class Stage
{
public:
    Stage(LyingBroker& broker, int row)
    {
        broker.name = "ActiveMQ/5.17.2";
        connection = workspace.createConnection(ConnectionProfile::forUrl(broker.server.url()));
        workspace.adopt(connection);
        workspace.open(connection, {});
        QTRY_VERIFY(connection->isConnected());
        dialog = std::make_unique<LessonDialog>(*connection);
        dialog->findChild<QListWidget*>(u"lessonList"_s)->setCurrentRow(row);
        dialog->findChild<QCheckBox*>(u"lessonPredict"_s)->setChecked(false);
        dialog->show();
    }
    /** Start, or one step to its end. */
    void step() const
    {
        const int before = dialog->look().step;
        const bool starts = dialog->look().state == State::Stopped;
        auto* button = dialog->findChild<QPushButton*>(u"lessonStep"_s);
        auto* rest = dialog->findChild<QPushButton*>(u"lessonRest"_s);
        (rest->isEnabled() ? rest : button)->click();
        QTRY_VERIFY_WITH_TIMEOUT((button->isEnabled() || dialog->look().state == State::Complete)
                && dialog->look().step == before + (starts ? 0 : 1),
            60'000);
    }
    /** Empty when it is not to be seen. */
    [[nodiscard]] QString text(const QString& name) const
    {
        auto* label = dialog->findChild<QLabel*>(name);
        return label->isVisible() ? label->text() : QString();
    }

    Workspace workspace;
    Connection* connection = nullptr;
    std::unique_ptr<LessonDialog> dialog;
};

} // namespace

/** Lessons on brokers that do not behave say so, at the step and in the end, and claim nothing. */
class TestLessonLies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aTopicThatKeeps()
    {
        LyingBroker broker;
        broker.topics.keeps = true;
        const Stage stage(broker, 2); // the late subscriber
        stage.step();
        stage.step();
        stage.step();
        QCOMPARE(stage.text(u"lessonResult"_s), u"As expected."_s);
        stage.step(); // B subscribes to the topic
        QCOMPARE(stage.text(u"lessonResult"_s), u"Not as expected."_s);
        QCOMPARE(stage.text(u"lessonExplanation"_s),
            u"Expected here, and what came: B gets nothing: B received 4-6"_s);
        QCOMPARE(stage.dialog->look().lanes[1].tokens.size(), 3);
        stage.step();
        QCOMPARE(stage.dialog->look().state, State::Complete);
        QCOMPARE(stage.text(u"lessonResult"_s),
            u"Done: 3 expectations were met on this broker, 1 not."_s);
        const QString said = stage.text(u"lessonExplanation"_s);
        QVERIFY2(said.contains(u"Step 3: B gets nothing: B received 4-6"_s), qPrintable(said));
        QVERIFY2(!said.contains(u"only those who are listening"_s), qPrintable(said));
    }

    void aQueueThatCopies()
    {
        LyingBroker broker;
        broker.queues.copies = true;
        const Stage stage(broker, 0); // competing consumers
        stage.step();
        stage.step();
        stage.step();
        QCOMPARE(stage.text(u"lessonResult"_s), u"Not as expected."_s);
        QCOMPARE(stage.text(u"lessonExplanation"_s),
            u"Expected here, and what came: A,B share 1-6: A received 1-6, B received 1-6"_s);
    }
};

QTEST_MAIN(TestLessonLies)
#include "tst_lessonlies.moc"
