#include "messagestage.h"

#include <support/widgetwarnings.h>
#include <ui/profiles/settings.h>
#include <ui/widgets/colourrulerow.h>
#include <ui/widgets/colourrulesdialog.h>
#include <ui/widgets/expressionedit.h>
#include <ui/widgets/rowcolours.h>
#include <ui/widgets/tablecolours.h>
#include <ui/widgets/theme.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Ui;

namespace {

struct Dialog : ColourRulesDialog
{
    explicit Dialog(const QList<ColourRule>& given) : ColourRulesDialog(given)
    {
        show();
        isReady = QTest::qWaitForWindowActive(this);
    }
    [[nodiscard]] QPushButton* ok() const
    {
        return findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    }
    /** In their order in the window. */
    [[nodiscard]] QList<ColourRuleRow*> rows() const
    {
        QList<ColourRuleRow*> all;
        for (auto* row : findChildren<ColourRuleRow*>())
            if (row->isVisible())
                all << row;
        std::sort(all.begin(), all.end(),
            [](const QWidget* a, const QWidget* b) { return a->y() < b->y(); });
        return all;
    }
    [[nodiscard]] static ExpressionEdit* condition(const ColourRuleRow* row)
    {
        return row->findChild<ExpressionEdit*>();
    }
    static void press(const ColourRuleRow* row, const QString& tip)
    {
        for (auto* button : row->findChildren<QToolButton*>())
            if (button->toolTip() == tip)
                QTest::mouseClick(button, Qt::LeftButton);
    }

    bool isReady = false;
};

const ColourRule first{QStringLiteral("a = 1"), RowColour::Red, true};
const ColourRule second{QStringLiteral("b = 2"), RowColour::Green, false};

} // namespace

/** Rules as they are typed, kept and painted. */
class TestColourRulesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void rulesAreTypedAndChosen()
    {
        Dialog dialog({first, second});
        QSignalSpy chosen(&dialog, &ColourRulesDialog::chosen);
        QTest::mouseClick(
            dialog.findChild<QPushButton*>(QStringLiteral("addRule")), Qt::LeftButton);
        QTRY_COMPARE(dialog.rows().size(), 3);
        QTest::keyClicks(Dialog::condition(dialog.rows()[2]), QStringLiteral("$.qty > 5"));
        QTest::keyClick(Dialog::condition(dialog.rows()[2]), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(!dialog.isVisible());
        const ColourRule third{QStringLiteral("$.qty > 5"), RowColour::Amber, true};
        QCOMPARE(
            chosen[0][0].value<QList<ColourRule>>(), (QList<ColourRule>{first, second, third}));
    }

    void aMistakeStandsAtItsPlace()
    {
        Dialog dialog({first});
        ExpressionEdit* edit = Dialog::condition(dialog.rows()[0]);
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("$.qty >"));
        QVERIFY(edit->hasMistake());
        QVERIFY(!dialog.ok()->isEnabled());
        QVERIFY(!dialog.ok()->toolTip().isEmpty());
        auto* complaint = dialog.rows()[0]->findChild<QLabel*>(QStringLiteral("complaint"));
        QVERIFY(complaint->isVisible());
        QVERIFY(!complaint->text().isEmpty());
        QTest::keyClicks(edit, QStringLiteral(" 5"));
        QVERIFY(!edit->hasMistake());
        QVERIFY(dialog.ok()->isEnabled());
        QVERIFY(!complaint->isVisible());
    }

    void theOrderIsChanged()
    {
        Dialog dialog({first, second});
        Dialog::press(dialog.rows()[1], QStringLiteral("Earlier"));
        QCOMPARE(dialog.rules(), (QList<ColourRule>{second, first}));
        QTRY_COMPARE(dialog.rows()[0]->rule(), second);
        Dialog::press(dialog.rows()[0], QStringLiteral("Later"));
        QCOMPARE(dialog.rules(), (QList<ColourRule>{first, second}));
        QTRY_COMPARE(dialog.rows()[0]->rule(), first);
        Dialog::press(dialog.rows()[0], QStringLiteral("Remove"));
        QCOMPARE(dialog.rules(), QList<ColourRule>{second});
    }

    /** The first one stands there to be typed; one without a condition is left out. */
    void beginsWithAnEmptyRule()
    {
        Dialog dialog({});
        QCOMPARE(dialog.rows().size(), 1);
        QVERIFY(Dialog::condition(dialog.rows()[0])->hasFocus());
        QVERIFY(dialog.rules().isEmpty());
        QVERIFY(dialog.ok()->isEnabled());
        Dialog::press(dialog.rows()[0], QStringLiteral("Remove"));
        QVERIFY(dialog.rows().isEmpty());
    }

    void thereIsABoundAndItIsSaid()
    {
        Dialog dialog(QList<ColourRule>(ColourRules::mostRules, first));
        auto* add = dialog.findChild<QPushButton*>(QStringLiteral("addRule"));
        QVERIFY(!add->isEnabled());
        QVERIFY(add->toolTip().contains(QString::number(ColourRules::mostRules)));
    }

    void rulesArePaintedAndRemembered()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        const auto edge = [](Testing::MessageStage& stage, int row) {
            const QRect cell = stage.view->visualRect(stage.pump.model().index(row, 0));
            return stage.view->viewport()->grab().toImage().pixelColor(3, cell.center().y());
        };
        const QColor red = stripeColor(RowColour::Red, Theme::palette(false));
        {
            Testing::MessageStage stage;
            TableColours colours(stage.panel, stage.pump, settings);
            stage.receive(3);
            QVERIFY(edge(stage, 1) != red);
            stage.key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
            auto* dialog = stage.panel.findChild<ColourRulesDialog*>();
            QVERIFY(dialog && dialog->isVisible());
            Q_EMIT dialog->chosen(
                {{QStringLiteral("destination = '/queue/orders'"), RowColour::Red, true}});
            dialog->close();
            QCOMPARE(edge(stage, 1), red);
            QCOMPARE(settings.colourRules().size(), 1);
        }
        Testing::MessageStage stage;
        TableColours colours(stage.panel, stage.pump, settings);
        stage.receive(3);
        QCOMPARE(edge(stage, 1), red);
        stage.click(1); // also of a selected row, under its focus frame
        QVERIFY(edge(stage, 1).red() > edge(stage, 1).blue() + 80);
    }

    /** Words must stay legible on each colour, in both looks. */
    void wordsAreLegibleOnThem()
    {
        const auto luminance = [](const QColor& color) {
            const auto part = [](qreal value) {
                return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF())
                + 0.0722 * part(color.blueF());
        };
        const auto contrast = [&luminance](const QColor& a, const QColor& b) {
            const qreal one = luminance(a) + 0.05;
            const qreal other = luminance(b) + 0.05;
            return std::max(one, other) / std::min(one, other);
        };
        for (const bool dark : {false, true}) {
            const QPalette palette = Theme::palette(dark);
            for (const RowColour colour : rowColours) {
                const QColor soft = softColor(colour, palette);
                for (const Tone tone : {Tone::Text, Tone::Muted})
                    QVERIFY2(contrast(Theme::color(tone, palette), soft) >= 4.5,
                        qPrintable(colourText(colour)));
                QVERIFY(contrast(stripeColor(colour, palette), palette.color(QPalette::Base)) >= 3);
            }
        }
    }
};

QTEST_MAIN(TestColourRulesDialog)
#include "tst_colourrulesdialog.moc"
