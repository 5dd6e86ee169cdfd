// Takes the real window through a transaction and its ends on a practice broker, and a lesson's
// lanes through an open one, and saves a picture of each:
// make_transaction_pictures FOLDER light|dark. For looking at them as a reader would.

#include "windowfixture.h"

#include <ui/widgets/lessonlanes.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishpanel.h>
#include <ui/widgets/publishresult.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QDir>
#include <QPixmap>

#include <cstdio>
#include <tuple>

using namespace Ui;

namespace {

class TransactionTour
{
public:
    explicit TransactionTour(const QDir& folder) : m_folder(folder)
    {
        m_desk.window->resize(1440, 900);
        m_connection =
            m_desk.workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        m_desk.workspace.adopt(m_connection);
        m_desk.workspace.open(m_connection, {});
        until([this] { return m_connection->isConnected(); });
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/queue/orders");
        wish.ack = Stomp::AckMode::ClientIndividual;
        wish.acknowledgeOnArrival = false;
        m_connection->subscribe(wish);
        panel()->setDestination(wish.destination);
        for (int i = 1; i <= 6; ++i)
            publish(i);
        until([this] { return m_desk.rows() == 6; });
    }

    [[nodiscard]] bool run()
    {
        begin();
        settle(0, true, "acked in transaction");
        settle(1, true, "acked in transaction");
        settle(2, false, "nacked in transaction");
        publish(7);
        grab("open");
        end("abort");
        grab("aborted");
        begin();
        settle(3, true, "acked in transaction");
        publish(8);
        end("commit");
        grab("committed");
        begin();
        settle(0, true, "acked in transaction");
        publish(9);
        m_desk.find<QAction>("dropConnection")->trigger();
        until([this] { return said().startsWith(QStringLiteral("Not sent")); });
        until([this] { return m_desk.notices().contains(QStringLiteral("Dropped")); });
        grab("lost");
        grabLanes();
        return !m_hasFailed;
    }

private:
    template <typename Condition>
    void until(Condition condition)
    {
        if (QTest::qWaitFor(condition, 20'000))
            return;
        std::fprintf(stderr, "waited in vain: %s\n", qUtf8Printable(said()));
        m_hasFailed = true;
    }
    [[nodiscard]] PublishPanel* panel() const { return m_desk.window->publishPanel(); }
    [[nodiscard]] QString said() const { return panel()->findChild<PublishResult*>()->text(); }
    void publish(int number)
    {
        panel()->body()->setBody(QStringLiteral(R"({"order":%1,"qty":%2})")
                                     .arg(number)
                                     .arg(number % 4 + 1)
                                     .toStdString());
        panel()->send();
        until([this] { return said().startsWith(QStringLiteral("Confirmed")); });
    }
    void begin()
    {
        m_desk.find<QAction>("begin")->trigger();
        until([this] { return m_desk.find<QAction>("commit")->isEnabled(); });
    }
    void end(const char* how)
    {
        until([this, how] { return m_desk.find<QAction>(how)->isEnabled(); });
        m_desk.find<QAction>(how)->trigger();
        until([this] { return m_desk.find<QAction>("begin")->isEnabled(); });
    }
    void settle(int row, bool accept, const char* state)
    {
        const MessageTableModel& model = m_desk.workspace.pump().model();
        std::ignore = m_desk.workspace.acknowledging().settle({model.serialAt(row)}, accept);
        until([&] {
            return model.index(row, int(MessageColumn::State)).data().toString()
                == QLatin1StringView(state);
        });
    }
    void save(QWidget& widget, const char* name)
    {
        QCoreApplication::processEvents();
        const QString file = m_folder.filePath(QString::fromLatin1(name) + QStringLiteral(".png"));
        if (widget.grab().save(file))
            return;
        std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(file));
        m_hasFailed = true;
    }
    void grab(const char* name) { save(*m_desk.window, name); }
    void grabLanes()
    {
        using State = LessonToken::State;
        LessonLook look;
        look.places << LessonPlaceLook{
            QStringLiteral("/queue/lesson"), LessonPlaceLook::Kind::Queue, {}};
        LessonLaneLook lane;
        lane.name = QStringLiteral("A");
        lane.state = QStringLiteral("subscribed, client-individual");
        lane.isConnected = true;
        lane.place = 0;
        lane.tokens = {{1, State::Acked}, {2, State::Acked, false, false, 0, true},
            {3, State::Nacked, false, false, 0, true}, {4, State::Waiting, true},
            {5, State::Nacked}, {6, State::Returned}};
        look.lanes << lane;
        look.sent = {1, 2, 3, 4, 5, 6, 7, 8};
        look.notThere = {6, 7};
        look.inTransaction = {6};
        LessonLanes lanes;
        lanes.show(look);
        lanes.resize(lanes.minimumSizeHint() * 5 / 4);
        save(lanes, "lanes");
    }

    Testing::WindowFixture m_desk;
    Connection* m_connection = nullptr;
    QDir m_folder;
    bool m_hasFailed = false;
};

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QStringList themes{QStringLiteral("light"), QStringLiteral("dark")};
    if (arguments.size() != 3 || !themes.contains(arguments.at(2))
        || !QDir(arguments.at(1)).exists()) {
        std::fprintf(stderr, "usage: make_transaction_pictures FOLDER light|dark\n");
        return 2;
    }
    Theme::apply(application,
        arguments.at(2) == themes.constLast() ? ThemeChoice::Dark : ThemeChoice::Light);
    TransactionTour tour(QDir(arguments.at(1)));
    return tour.run() ? 0 : 1;
}
