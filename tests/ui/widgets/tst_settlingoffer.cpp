#include <ui/widgets/settlingoffer.h>

#include <QLocale>
#include <QTest>

using namespace Ui;

/** What the settling actions say of messages that go with the chosen ones. */
class TestSettlingOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void nothingMoreIsSaidWhereNoneGoWithThem()
    {
        const Acknowledging::Reach reach{.messages = 3, .chosen = 3};
        QCOMPARE(settlingText(QStringLiteral("Acknowledge"), reach), QStringLiteral("Acknowledge"));
        QCOMPARE(settlingTip(QStringLiteral("Tip."), reach), QStringLiteral("Tip."));
    }

    void howManyGoInAll()
    {
        const Acknowledging::Reach reach{.messages = 1204, .chosen = 1};
        QCOMPARE(settlingText(QStringLiteral("Acknowledge"), reach),
            QStringLiteral("Acknowledge, 1,204 in all"));
        // It has brackets of its own.
        QCOMPARE(settlingText(QStringLiteral("Reject (requeue)"), reach),
            QStringLiteral("Reject (requeue), 1,204 in all"));
    }

    void whoseTheOthersAre()
    {
        Acknowledging::Reach reach{.messages = 5, .chosen = 2};
        QString tip = settlingTip(QStringLiteral("Tip."), reach);
        QVERIFY(tip.startsWith(QStringLiteral("Tip.\n")));
        QVERIFY(tip.contains(QStringLiteral("3 more")));
        QVERIFY(!tip.contains(QStringLiteral("other subscriptions")));
        reach.otherSubscriptions = true;
        tip = settlingTip(QStringLiteral("Tip."), reach);
        QVERIFY(tip.contains(QStringLiteral("3 more")));
        QVERIFY(tip.contains(QStringLiteral("other subscriptions")));
    }
};

QTEST_GUILESS_MAIN(TestSettlingOffer)
#include "tst_settlingoffer.moc"
