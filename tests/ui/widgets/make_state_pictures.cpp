// Takes the real window through the states of the live view on a practice broker and saves a
// picture of each: make_state_pictures FOLDER light|dark [WIDTH HEIGHT]. QT_SCALE_FACTOR=2 is 200
// %. For looking at them as a reader would.

#include "picturetour.h"

#include <ui/widgets/filterline.h>
#include <ui/widgets/inspectordiff.h>

#include <QMenu>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>

#include <utility>

using namespace Ui;

namespace {

class StateTour : public Testing::PictureTour
{
public:
    explicit StateTour(const Testing::PictureOrder& order) : PictureTour(order)
    {
        m_desk.settings.setColourRules({{QStringLiteral("$.qty = 4"), QStringLiteral("red"), true},
            {QStringLiteral("$.symbol = 'ACME'"), QStringLiteral("blue"), true}});
        show(order.size);
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
    void settle()
    {
        rest();
        until([this] { return !m_desk.workspace.pump().filtering().isBusy(); });
        until([this] { return !m_desk.window->inspector()->isReading(); });
        rest();
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
    int m_number = 0;
    int m_received = 0;
};

} // namespace

int main(int argc, char** argv)
{
    return Testing::makePictures<StateTour>(argc, argv, "make_state_pictures");
}
