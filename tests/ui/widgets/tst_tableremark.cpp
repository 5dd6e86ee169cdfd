#include "messagestage.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/tableremark.h>

using namespace Ui;
using Testing::MessageStage;

/** Words over the table that can be read, whatever its width. */
class TestTableRemark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void longWordsAreWrapped()
    {
        MessageStage stage;
        QVERIFY(stage.isReady);
        TableRemark remark(*stage.view);
        remark.say(QStringLiteral("Times count from the marked message; Messages > Time brings the "
                                  "clock back"));
        QVERIFY(remark.isVisible());
        const int line = remark.height();
        QVERIFY(remark.width() < stage.view->viewport()->width() - 100);
        stage.panel.resize(320, 400);
        QTRY_VERIFY(remark.geometry().right() < stage.view->viewport()->geometry().right());
        QVERIFY(remark.height() > line);
        auto* const text = remark.findChild<QLabel*>();
        QVERIFY(text->height() >= text->heightForWidth(text->width()));
    }

    void leavesTheWayToWhatIsNew()
    {
        MessageStage stage;
        QVERIFY(stage.isReady);
        stage.receive(100);
        stage.key(Qt::Key_Home);
        stage.receive(1);
        auto* const pill = stage.panel.findChild<TablePill*>();
        QTRY_VERIFY(pill && pill->isVisible());
        TableRemark remark(*stage.view);
        stage.panel.resize(420, 400);
        for (const int words : {1, 3, 6, 9, 20}) {
            remark.say(QStringLiteral("so many ").repeated(words));
            QTRY_VERIFY(!remark.geometry().intersects(pill->geometry()));
        }
    }
};

QTEST_MAIN(TestTableRemark)
#include "tst_tableremark.moc"
