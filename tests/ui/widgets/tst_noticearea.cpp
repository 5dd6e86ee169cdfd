#include <ui/widgets/noticearea.h>
#include <ui/workspace/problem.h>

#include <support/widgetwarnings.h>

#include <QTest>
#include <QToolButton>

using namespace Ui;

class TestNoticeArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void theNewestStandOpen()
    {
        QWidget window;
        NoticeArea area(&window);
        window.show();
        auto* const earlier = area.findChild<QToolButton*>(QStringLiteral("earlierNotices"));
        QVERIFY(earlier);
        QVERIFY(!area.isVisible());
        const auto add = [&area](const QString& key) {
            area.show(key, Tone::Warn, {key + QStringLiteral(" happened."), {}, {}, {}}, {});
        };
        const auto open = [&area](const char* key) {
            const QWidget* bar = area.notice(QLatin1StringView(key));
            return bar && bar->isVisible();
        };
        add(QStringLiteral("a"));
        add(QStringLiteral("b"));
        QVERIFY(open("a") && open("b") && !earlier->isVisible());
        add(QStringLiteral("c"));
        QVERIFY(!open("a") && open("b") && open("c"));
        QVERIFY(earlier->isVisible());
        add(QStringLiteral("a")); // again: now it is the newest
        QVERIFY(open("a") && !open("b") && open("c"));
        earlier->click();
        QVERIFY(open("a") && open("b") && open("c"));
        earlier->click();
        QVERIFY(!open("b"));
        area.dismiss(QStringLiteral("c"));
        QVERIFY(open("a") && open("b") && !earlier->isVisible());
        area.dismiss(QStringLiteral("a"));
        area.dismiss(QStringLiteral("b"));
        QVERIFY(area.isEmpty() && !area.isVisible());
    }
};

QTEST_MAIN(TestNoticeArea)
#include "tst_noticearea.moc"
