// Takes the real window through the states of the live view on a practice broker and saves a
// picture of each: make_state_pictures FOLDER light|dark [WIDTH HEIGHT]. QT_SCALE_FACTOR=2 is 200
// %. For looking at them as a reader would.

#include "windowfixture.h"

#include <ui/widgets/filterline.h>
#include <ui/widgets/inspectordiff.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QPixmap>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>

#include <cstdio>
#include <utility>

using namespace Ui;

namespace {

class StateTour
{
public:
    StateTour(const QDir& folder, QSize size) : m_folder(folder)
    {
        m_desk.window.reset();
        m_desk.settings.setColourRules({{QStringLiteral("$.qty = 4"), QStringLiteral("red"), true},
            {QStringLiteral("$.symbol = 'ACME'"), QStringLiteral("blue"), true}});
        m_desk.window = std::make_unique<MainWindow>(m_desk.workspace, m_desk.settings);
        m_desk.window->resize(size);
        m_desk.window->show();
        m_connection =
            m_desk.workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        m_desk.workspace.adopt(m_connection);
        m_desk.workspace.open(m_connection, {});
        for (const char* destination : {"/queue/orders", "/topic/prices"}) {
            SubscriptionWish wish;
            wish.destination = QString::fromLatin1(destination);
            const auto key = m_connection->subscribe(wish);
            until([this, key] {
                return m_connection->subscription(key)->state
                    == Stomp::SubscriptionState::Confirmed;
            });
        }
    }

    [[nodiscard]] bool run()
    {
        receive(60);
        grab("following");
        choose(20);
        receive(25);
        grab("reading");
        bookmark();
        grab("marked");
        compare();
        grab("diff");
        m_desk.find<QAction>("foldRepeats")->trigger();
        for (int i = 0; i < 6; ++i)
            publish("/topic/prices", R"({"symbol":"ACME","price":102.50})");
        settle();
        m_desk.key(m_desk.table(), Qt::Key_End);
        settle();
        grab("folded");
        const int folded = m_desk.rows() - 1;
        for (int i = 0; i < 4; ++i)
            publish("/topic/prices", R"({"symbol":"ACME","price":103.50})");
        settle();
        choose(folded);
        m_desk.find<QAction>("unfoldRun")->trigger();
        m_desk.table()->verticalScrollBar()->setValue(m_desk.rows()); // to see the rest of it
        settle();
        grab("unfolded");
        m_desk.key(m_desk.table(), Qt::Key_End);
        odd();
        grab("oddities");
        filter(QStringLiteral("$.qty > 3 AND destination LIKE '%orders'"));
        grab("filtered");
        filter(QStringLiteral("$.qty > AND"));
        grab("filter-wrong");
        filter(QStringLiteral("$.qty > 3000000"));
        grab("filtered-out");
        return !m_hasFailed;
    }

private:
    template <typename Condition>
    void until(Condition condition)
    {
        if (QTest::qWaitFor(condition, 20'000))
            return;
        std::fprintf(stderr, "waited in vain\n");
        m_hasFailed = true;
    }
    void settle()
    {
        QCoreApplication::processEvents();
        until([this] { return !m_desk.workspace.pump().filtering().isBusy(); });
        until([this] { return !m_desk.window->inspector()->isReading(); });
        QCoreApplication::processEvents();
    }
    void publish(const char* destination, const QByteArray& body)
    {
        const int before = m_received++;
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", destination);
        request.frame.add("content-type", "application/json");
        request.frame.add("type", "sample");
        request.frame.body = body.toStdString();
        std::ignore = m_connection->publish(request);
        until(
            [this, before] { return m_desk.workspace.pump().ledger().received > quint64(before); });
    }
    void receive(int count)
    {
        for (int i = 0; i < count; ++i) {
            const int n = m_number++;
            if (n % 3 == 2)
                publish("/topic/prices",
                    QStringLiteral(R"({"symbol":"%1","price":%2.50,"at":"14:02:%3"})")
                        .arg(n % 2 ? QStringLiteral("ACME") : QStringLiteral("Ærø"))
                        .arg(100 + n % 7)
                        .arg(n % 60, 2, 10, QChar(u'0'))
                        .toUtf8());
            else
                publish("/queue/orders",
                    QStringLiteral(
                        R"({"order":%1,"customer":{"name":"Zoë %2","city":"København"},"qty":%3,"total":%4.90,"items":[{"sku":"A-%1","n":1},{"sku":"B-%1","n":2}]})")
                        .arg(n)
                        .arg(n % 11)
                        .arg(n % 9)
                        .arg(10 + n * 7 % 90)
                        .toUtf8());
        }
        settle();
    }
    void choose(int row)
    {
        m_desk.table()->setFocus();
        m_desk.table()->setCurrentIndex(m_desk.workspace.pump().model().index(row, 0));
        settle();
    }
    void bookmark()
    {
        for (int row : {18, 21, 24}) {
            choose(row);
            m_desk.find<QAction>("bookmark")->trigger();
        }
        m_desk.find<QAction>("countFromHere")->trigger();
        settle();
    }
    void compare()
    {
        auto* const tabs = m_desk.window->inspector()->findChild<QTabWidget*>();
        tabs->setCurrentWidget(m_desk.window->inspector()->diff());
        until([this] { return !m_desk.window->inspector()->diff()->isComparing(); });
        settle();
    }
    void odd()
    {
        m_desk.window->inspector()->findChild<QTabWidget*>()->setCurrentIndex(0);
        publish("/queue/orders", R"({"order":"17","qty":4,"coupon":"SPRING","qty":5})");
        publish("/queue/orders", "this is not JSON");
        publish("/queue/orders", R"({"order":99,"customer":null,"qty":4,"total":1e3,"items":[]})");
        auto* const show = m_desk.find<QToolButton>("showOddities");
        until([show] { return show->isVisible(); });
        until([this] {
            const auto last = m_desk.workspace.pump().model().messageAt(m_desk.rows() - 1);
            return last.body().starts_with("{\"order\":99,");
        });
        choose(m_desk.rows() - 3);
        settle();
    }
    void filter(const QString& text)
    {
        auto* const edit = m_desk.find<QLineEdit>("filterText");
        Testing::WindowFixture::retype(edit, text);
        m_desk.key(edit, Qt::Key_Return);
        settle();
    }
    void grab(const char* name)
    {
        const QString file = m_folder.filePath(QString::fromLatin1(name) + QStringLiteral(".png"));
        if (m_desk.window->grab().save(file))
            return;
        std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(file));
        m_hasFailed = true;
    }

    Testing::WindowFixture m_desk;
    Connection* m_connection = nullptr;
    QDir m_folder;
    int m_number = 0;
    int m_received = 0;
    bool m_hasFailed = false;
};

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QStringList themes{QStringLiteral("light"), QStringLiteral("dark")};
    if ((arguments.size() != 3 && arguments.size() != 5) || !themes.contains(arguments.at(2))
        || !QDir(arguments.at(1)).exists()) {
        std::fprintf(stderr, "usage: make_state_pictures FOLDER light|dark [WIDTH HEIGHT]\n");
        return 2;
    }
    Theme::apply(application,
        arguments.at(2) == themes.constLast() ? ThemeChoice::Dark : ThemeChoice::Light);
    const QSize size = arguments.size() == 5
        ? QSize(arguments.at(3).toInt(), arguments.at(4).toInt())
        : QSize(1440, 900);
    StateTour tour(QDir(arguments.at(1)), size);
    return tour.run() ? 0 : 1;
}
