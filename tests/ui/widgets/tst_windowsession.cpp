#include "connectdesk.h"

#include <ui/widgets/windowsession.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QMenu>
#include <QSignalSpy>

using namespace Ui;

namespace {

/** Settings, connections and a workspace, as one run of the console after another finds them. */
struct Run
{
    explicit Run(const QString& folder)
        : settings(folder + QStringLiteral("/settings.ini")),
          session(workspace, settings, notices, &ring, nullptr)
    {
        static_cast<QWidget&>(notices).show();
    }
    void press(const QString& text)
    {
        for (auto* button : notices.findChildren<QPushButton*>()) {
            if (button->text() == text)
                button->click();
        }
    }
    [[nodiscard]] QString said() const
    {
        QStringList all;
        for (const auto* view : notices.findChildren<ProblemView*>())
            all.append(view->text());
        return all.join(u'\n');
    }
    [[nodiscard]] QStringList destinations() const
    {
        QStringList all;
        for (const Connection* connection : workspace.connections()) {
            for (const Subscription& one : connection->subscriptions())
                all.append(one.wish.destination);
        }
        all.sort();
        return all;
    }

    Settings settings;
    Testing::FakeSecretStore ring;
    Workspace workspace;
    NoticeArea notices;
    WindowSession session;
};

} // namespace

class TestWindowSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Testing::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_broker = std::make_unique<Testing::ThreadedPracticeFixture>(Stomp::PracticeOptions());
        QVERIFY(m_broker->isRunning());
        Run run(m_folder->path());
        m_id = run.session.saved().store().save(
            Testing::ConnectDesk::local(m_broker->port(), QStringLiteral("Mine")));
        run.session.open(m_id);
        QTRY_COMPARE(run.workspace.connections().size(), 1);
        for (const auto& destination : {QStringLiteral("/queue/a"), QStringLiteral("/topic/b")}) {
            SubscriptionWish wish;
            wish.destination = destination;
            run.workspace.connections().constFirst()->subscribe(wish);
        }
        run.session.remember();
    }

    void asksNamingTheQueues()
    {
        Run run(m_folder->path());
        run.session.restore();
        QVERIFY(run.workspace.connections().isEmpty());
        for (const auto* name : {"Mine", "/queue/a", "/topic/b", "takes its messages away"})
            QVERIFY2(run.said().contains(QLatin1StringView(name)), qPrintable(run.said()));
        run.press(QStringLiteral("Open again"));
        QTRY_COMPARE(run.workspace.connections().size(), 1);
        QTRY_VERIFY(run.workspace.connections().constFirst()->isConnected());
        QCOMPARE(run.destinations().join(u','), QStringLiteral("/queue/a,/topic/b"));
    }

    void alwaysTakesNoQueueWithoutAWord()
    {
        Run run(m_folder->path());
        run.settings.setRestoreChoice(RestoreChoice::Always);
        run.session.restore();
        QTRY_COMPARE(run.workspace.connections().size(), 1);
        QCOMPARE(run.destinations(), QStringList(QStringLiteral("/topic/b")));
        QVERIFY2(run.said().contains(QLatin1StringView("/queue/a")), qPrintable(run.said()));
        run.press(QStringLiteral("Subscribe"));
        QCOMPARE(run.destinations().join(u','), QStringLiteral("/queue/a,/topic/b"));
    }

    void neverIsNever()
    {
        Run run(m_folder->path());
        run.settings.setRestoreChoice(RestoreChoice::Never);
        run.session.restore();
        QVERIFY(run.workspace.connections().isEmpty());
        QVERIFY(run.notices.isEmpty());
    }

    void aPasswordThatIsNotKeptIsAskedFor()
    {
        Run run(m_folder->path());
        auto profile = *run.session.saved().store().profile(m_id);
        profile.login = QStringLiteral("ada");
        run.session.saved().store().save(profile);
        QSignalSpy wanted(&run.session, &WindowSession::passwordWanted);
        run.session.open(m_id);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(run.workspace.connections().isEmpty());
    }

    void theMenuOpensTheRecent()
    {
        Run run(m_folder->path());
        QMenu menu;
        run.session.setRecentMenu(&menu);
        QCOMPARE(menu.actions().size(), 1);
        QCOMPARE(menu.actions().constFirst()->text(), QStringLiteral("Mine"));
        menu.actions().constFirst()->trigger();
        QTRY_COMPARE(run.workspace.connections().size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Testing::ThreadedPracticeFixture> m_broker;
    QString m_id;
};

QTEST_MAIN(TestWindowSession)
#include "tst_windowsession.moc"
