#include "windowfixture.h"

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>
#include <ui/widgets/expressionedit.h>
#include <ui/widgets/filtercomplaint.h>
#include <ui/widgets/filterline.h>
#include <ui/widgets/filtershelf.h>
#include <ui/workspace/connection.h>

#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Ui;
using Testing::WindowFixture;

namespace {

struct Desk : WindowFixture
{
    Desk()
        : line(window->messagePanel()->filterLine()), edit(line->findChild<ExpressionEdit*>()),
          shelf(&line->shelf())
    { }

    void type(const char* text)
    {
        line->edit();
        QTest::keyClicks(edit, QString::fromUtf8(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    /** The texts of the shelf's menu as it would open now, those that can be chosen. */
    QStringList offers()
    {
        Q_EMIT shelf->menu()->aboutToShow();
        QStringList texts;
        for (const QAction* action : shelf->menu()->actions()) {
            if (action->isEnabled() && !action->isSeparator())
                texts.append(action->text());
        }
        return texts;
    }
    void choose(const QString& text, QMenu* menu = nullptr)
    {
        if (!menu)
            std::ignore = offers();
        for (QAction* action : (menu ? menu : shelf->menu())->actions()) {
            if (action->text() == text)
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    }
    void save(const char* filter, const QString& name)
    {
        type(filter);
        choose(QStringLiteral("&Save This Filter…"));
        auto* dialog = shelf->findChild<QInputDialog*>();
        QVERIFY(dialog);
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->textValue(), QString::fromUtf8(filter));
        dialog->setTextValue(name);
        dialog->accept();
        QTRY_VERIFY(!shelf->findChild<QInputDialog*>());
    }

    void waitForSubscriptions(int count)
    {
        const auto areThere = [this, count] {
            const auto& all = connection()->subscriptions();
            return all.size() == count
                && std::all_of(all.begin(), all.end(), [](const Subscription& one) {
                       return one.state == Stomp::SubscriptionState::Confirmed;
                   });
        };
        QTRY_VERIFY(areThere());
    }
    /** Of each subscription, empty where it has none. */
    [[nodiscard]] QStringList selectors() const
    {
        QStringList all;
        for (const Subscription& one : connection()->subscriptions()) {
            all << QString();
            for (const Stomp::Header& header : one.wish.headers)
                if (header.name == "selector")
                    all.last() = QString::fromStdString(header.value);
        }
        return all;
    }

    FilterLine* line;
    ExpressionEdit* edit;
    FilterShelf* shelf;
};

} // namespace

/** Filters kept by name, and the line's condition as a subscription's selector. */
class tst_FilterShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void keepsFiltersByName()
    {
        Desk desk;
        QVERIFY(desk.offers().isEmpty()); // nothing to keep yet
        desk.save("priority > 5", QStringLiteral("urgent"));
        desk.save("gold", QStringLiteral("gold & silver"));
        desk.line->clear();
        QVERIFY(desk.offers().contains(QStringLiteral("urgent")));
        desk.choose(QStringLiteral("urgent"));
        QCOMPARE(desk.line->text(), QStringLiteral("priority > 5"));
        QVERIFY(desk.workspace.pump().filtering().isActive());
        desk.save("priority > 7", QStringLiteral("urgent")); // gives way
        QCOMPARE(desk.settings.savedFilters().size(), 2);
        QCOMPARE(desk.settings.savedFilters().at(0).text, QStringLiteral("priority > 7"));
        QCOMPARE(desk.settings.filterHistory().value(0), QStringLiteral("priority > 7"));

        MainWindow again(desk.workspace, desk.settings); // as the next run finds it
        QCOMPARE(
            again.messagePanel()->filterLine()->shelf().filters(), desk.settings.savedFilters());
        QCOMPARE(again.messagePanel()->filterLine()->history(), desk.settings.filterHistory());

        std::ignore = desk.offers();
        QMenu* forget = nullptr;
        for (const QAction* action : desk.shelf->menu()->actions()) {
            if (action->menu())
                forget = action->menu();
        }
        QVERIFY(forget);
        desk.choose(QStringLiteral("gold && silver"), forget);
        QCOMPARE(desk.settings.savedFilters().size(), 1);
    }

    void theBrokerChoosesByTheCondition()
    {
        Desk desk;
        const QString send = QStringLiteral("Subscribe with This as &Selector…");
        desk.type("region = 'eu'");
        desk.choose(send);
        auto* complaint = desk.window->findChild<FilterComplaint*>();
        QVERIFY(complaint->isVisible());
        QVERIFY(complaint->accessibleName().contains(QStringLiteral("Connect to a broker")));

        desk.connectTo(Preset::Practice);
        QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
        desk.type("region = 'eu' AND $.qty > 5");
        desk.choose(send);
        QVERIFY(!desk.dialog("subscribeDialog"));
        QVERIFY(complaint->isVisible());
        QVERIFY2(complaint->accessibleName().contains(QStringLiteral("$.qty")),
            qPrintable(complaint->accessibleName()));
        QVERIFY(desk.edit->hasMistake());

        desk.line->clear();
        desk.type("region = 'eu'");
        desk.choose(send);
        QDialog* dialog = desk.dialog("subscribeDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("selector"))->text(),
            QStringLiteral("region = 'eu'"));
        auto* destination =
            dialog->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit();
        WindowFixture::retype(destination, QStringLiteral("/topic/offers"));
        desk.key(destination, Qt::Key_Return);
        QTRY_COMPARE(desk.connection()->subscriptions().size(), 1);
        QTRY_VERIFY(desk.connection()->subscriptions().constFirst().state
            == Stomp::SubscriptionState::Confirmed);

        desk.line->clear(); // what comes now was chosen by the broker
        for (const char* region : {"us", "eu", "us", "eu"}) {
            PublishRequest request;
            request.frame.command = "SEND";
            request.frame.headers = {{"destination", "/topic/offers"}, {"region", region}};
            request.frame.body = region;
            desk.connection()->publish(request);
        }
        QTRY_COMPARE(desk.rows(), 2);
    }

    void oneClickHasTheBrokerChoose()
    {
        Desk desk;
        auto* button = desk.find<QToolButton>("filterSelector");
        QVERIFY(button && !button->isEnabled());
        desk.connectTo(Preset::Practice);
        QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
        desk.subscribeTo(QStringLiteral("/topic/offers"));
        desk.waitForSubscriptions(1);
        QVERIFY(!button->isEnabled()); // there is no condition
        desk.type("region = 'eu' AND $.qty > 5");
        QVERIFY(button->isEnabled());
        QVERIFY(button->toolTip().contains(QStringLiteral("/topic/offers")));
        desk.click(button);
        auto* complaint = desk.window->findChild<FilterComplaint*>();
        QVERIFY2(
            complaint->isVisible() && complaint->accessibleName().contains(QStringLiteral("$.qty")),
            qPrintable(complaint->accessibleName()));
        QVERIFY(!button->isChecked());
        QCOMPARE(desk.selectors(), QStringList{QString()});

        desk.line->clear();
        desk.type("region = 'eu'");
        desk.click(button);
        desk.waitForSubscriptions(1);
        QCOMPARE(desk.selectors(), QStringList{QStringLiteral("region = 'eu'")});
        QTRY_VERIFY(button->isChecked() && button->isEnabled());
        desk.line->clear(); // what comes now was chosen by the broker
        for (const char* region : {"us", "eu", "us", "eu"}) {
            PublishRequest request;
            request.frame.command = "SEND";
            request.frame.headers = {{"destination", "/topic/offers"}, {"region", region}};
            desk.connection()->publish(request);
        }
        QTRY_COMPARE(desk.rows(), 2);

        desk.type("region = 'eu'");
        QVERIFY(button->isChecked());
        desk.line->setFocus();
        QTest::keyClick(button, Qt::Key_Space); // without it again
        desk.waitForSubscriptions(1);
        QCOMPARE(desk.selectors(), QStringList{QString()});
        QTRY_VERIFY(!button->isChecked());
    }

    void itHasToBeClearOfWhichSubscription()
    {
        Desk desk;
        auto* button = desk.find<QToolButton>("filterSelector");
        desk.connectTo(Preset::Practice);
        QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
        desk.type("region = 'eu'");
        QVERIFY(!button->isEnabled());
        for (const char* destination : {"/topic/a", "/topic/b"}) {
            SubscriptionWish wish;
            wish.destination = QString::fromLatin1(destination);
            desk.connection()->subscribe(wish);
        }
        desk.waitForSubscriptions(2);
        desk.window->destinationsPanel()->findChild<QTreeView*>()->clearSelection();
        desk.window->destinationsPanel()->findChild<QTreeView*>()->setCurrentIndex({});
        QVERIFY(!button->isEnabled());
        QVERIFY2(button->toolTip().contains(QStringLiteral("choose one")),
            qPrintable(button->toolTip()));
        desk.line->clear();
        desk.type("destination = '/topic/b' AND region = 'eu'");
        QVERIFY(button->isEnabled());
        QVERIFY(button->toolTip().contains(QStringLiteral("/topic/b")));
        desk.line->clear();
        desk.type("eu");
        QVERIFY(!button->isEnabled()); // a text
    }
};

QTEST_MAIN(tst_FilterShelf)
#include "tst_filtershelf.moc"
