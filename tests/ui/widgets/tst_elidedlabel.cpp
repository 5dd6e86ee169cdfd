#include <support/widgetwarnings.h>
#include <ui/widgets/elidedlabel.h>

#include <QTest>

using namespace Ui;

/** What a label shows in the room that it has. */
class TestElidedLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void isShortenedAndSaysAllInItsToolTip()
    {
        QWidget window;
        window.resize(600, 100);
        window.show();
        ElidedLabel label(&window, Qt::ElideRight);
        label.show();
        label.setText(m_whole);
        label.resize(widthOf(m_whole) + 1, 20);
        QCOMPARE(label.shownText(), m_whole);
        QCOMPARE(label.toolTip(), QString());
        label.resize(widthOf(m_whole) - 1, 20);
        QVERIFY(label.shownText().endsWith(u'…'));
        QCOMPARE(label.toolTip(), m_whole);
        label.resize(widthOf(QStringLiteral("ab…")), 20);
        QCOMPARE(label.shownText(), QString());
    }

    void aShorterFormIsNeverCut()
    {
        QWidget window;
        window.resize(600, 100);
        window.show();
        ElidedLabel label(&window, Qt::ElideRight);
        label.show();
        label.setForms({m_whole, m_shorter, m_shortest});
        QCOMPARE(label.text(), m_whole);
        QCOMPARE(label.accessibleName(), m_whole);
        const auto shownIn = [&label](int width) {
            label.resize(width, 20);
            return label.shownText();
        };
        QCOMPARE(shownIn(widthOf(m_whole)), m_whole);
        QCOMPARE(shownIn(widthOf(m_whole) - 1), m_shorter);
        QCOMPARE(label.toolTip(), m_whole);
        QCOMPARE(shownIn(widthOf(m_shorter)), m_shorter);
        QCOMPARE(shownIn(widthOf(m_shorter) - 1), m_shortest);
        QCOMPARE(shownIn(widthOf(m_shortest) - 1), QString());
        QCOMPARE(label.toolTip(), m_whole);
        label.setText(m_whole); // forgets them
        QVERIFY(shownIn(widthOf(m_whole) - 1).endsWith(u'…'));
    }

private:
    static int widthOf(const QString& text)
    {
        return ElidedLabel().fontMetrics().horizontalAdvance(text);
    }

    const QString m_whole = QStringLiteral("content-length:2: a BytesMessage for JMS");
    const QString m_shorter = QStringLiteral("content-length:2");
    const QString m_shortest = QStringLiteral("length 2");
};

QTEST_MAIN(TestElidedLabel)
#include "tst_elidedlabel.moc"
