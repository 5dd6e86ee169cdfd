#include <support/widgetwarnings.h>
#include <ui/widgets/textfitter.h>

#include <QApplication>
#include <QTest>

using namespace Ui;

class tst_TextFitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void fits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("short") << QStringLiteral("/queue/orders");
        QTest::newRow("json") << QStringLiteral(R"({"orderId":17,"customer":{"name":"Ana"}})");
        QTest::newRow("narrow letters") << QString(200, u'i');
        QTest::newRow("wide letters") << QString(200, u'W');
        QTest::newRow("latin") << QStringLiteral("S\u00e3o Paulo \u0141\u00f3d\u017a caf\u00e9");
        QTest::newRow("other scripts") << QStringLiteral("\u03b1\u03b2\u03b3 \u0434\u0430 \u20ac");
        QTest::newRow("emoji") << QString::fromUtf8("smile \xF0\x9F\x98\x80 smile");
    }

    /** At each width: what is there is a beginning of the text, as much as has room. */
    void fits()
    {
        QFETCH(QString, text);
        const QFont font = QApplication::font();
        const TextFitter fitter(font);
        const QFontMetricsF metrics(font);
        const qreal whole = metrics.horizontalAdvance(text);
        for (qreal width = 20; width < whole + 20; width += 7) {
            const TextFitter::Fitted fitted = fitter.fit(text, width);
            const qreal measured = metrics.horizontalAdvance(fitted.text);
            QVERIFY(qAbs(measured - fitted.width) <= 1 + text.size() * 0.05); // kerning
            QVERIFY(fitted.width <= width + 1);
            if (fitted.text == text) {
                QVERIFY(whole <= width + 1 + text.size() * 0.05);
                continue;
            }
            QVERIFY(fitted.text.endsWith(QChar(u'\u2026')));
            QVERIFY(text.startsWith(fitted.text.chopped(1)));
            const qsizetype next = fitted.text.size(); // one letter more would not fit
            QVERIFY(metrics.horizontalAdvance(text.left(next) + QChar(u'\u2026')) + 4 > width
                || whole + 4 > width);
        }
        QCOMPARE(fitter.fit(text, whole + 20).text, text);
    }

    void fitsTheMiddle_data() { fits_data(); }

    /** At each width: both ends of the text are there, about as much of each, all that has room. */
    void fitsTheMiddle()
    {
        QFETCH(QString, text);
        const QFont font = QApplication::font();
        const TextFitter fitter(font);
        const QFontMetricsF metrics(font);
        const qreal whole = metrics.horizontalAdvance(text);
        const qreal letter = metrics.horizontalAdvance(u'W') + 4;
        for (qreal width = 20; width < whole + 20; width += 7) {
            const TextFitter::Fitted fitted = fitter.fit(text, width, Qt::ElideMiddle);
            QVERIFY(fitted.width <= width + 1);
            if (fitted.text == text)
                continue;
            const qsizetype cut = fitted.text.indexOf(u'\u2026');
            QVERIFY(cut >= 0);
            const QString before = fitted.text.left(cut);
            const QString after = fitted.text.mid(cut + 1);
            QVERIFY(text.startsWith(before) && text.endsWith(after));
            QVERIFY(before.size() + after.size() < text.size());
            QVERIFY(fitted.width + 2 * letter > width);
            QVERIFY(qAbs(metrics.horizontalAdvance(before) - metrics.horizontalAdvance(after))
                <= 2 * letter);
        }
        QCOMPARE(fitter.fit(text, whole + 20, Qt::ElideMiddle).text, text);
    }

    void namesThatBeginAlike()
    {
        const TextFitter fitter(QApplication::font());
        const auto cut = [&](const QString& name) {
            return fitter.fit(name, 120, Qt::ElideMiddle);
        };
        QVERIFY(cut(QStringLiteral("/queue/warehouse.incoming.orders.north")).text
            != cut(QStringLiteral("/queue/warehouse.incoming.orders.south")).text);
        const QString greek = QStringLiteral("/queue/warehouse.incoming.orders.\u03b1");
        QVERIFY(cut(greek).text.endsWith(QChar(u'\u03b1'))); // also where Qt measures
    }

    void keepsNothingWithoutRoom()
    {
        const TextFitter fitter(QApplication::font());
        for (const Qt::TextElideMode elide : {Qt::ElideRight, Qt::ElideMiddle})
            QCOMPARE(fitter.fit(QStringLiteral("word"), 1, elide).text, QStringLiteral("\u2026"));
    }
};

QTEST_MAIN(tst_TextFitter)
#include "tst_textfitter.moc"
