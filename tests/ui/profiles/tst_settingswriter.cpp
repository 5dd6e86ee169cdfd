#include <ui/profiles/settings.h>
#include <ui/profiles/settingswriter.h>

#include <QFile>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;

class TestSettingsWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    /** Each time, though QSettings asks only once. */
    void writesWhileTheSettingsLive()
    {
        Settings settings(path());
        for (const ThemeChoice theme :
            {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::System}) {
            settings.setTheme(theme);
            QCOMPARE(settings.theme(), theme);
            const QByteArray line = theme == ThemeChoice::Dark ? "theme=dark\n"
                : theme == ThemeChoice::Light                  ? "theme=light\n"
                                                               : "theme=system\n";
            QTRY_VERIFY_WITH_TIMEOUT(written().contains(line), 30'000);
        }
    }

    /** The event loop never does, whatever QSettings asks it for. */
    void neverInTheEventLoop()
    {
        QSettings settings(path(), QSettings::IniFormat);
        auto* const writer = new SettingsWriter(settings);
        settings.setValue(QStringLiteral("a"), 1);
        QCoreApplication::sendPostedEvents(&settings);
        QVERIFY(!QFile::exists(path()));
        QTRY_VERIFY_WITH_TIMEOUT(written().contains("a=1\n"), 30'000);
        settings.setValue(QStringLiteral("b"), 2);
        writer->expect();
        QTRY_VERIFY_WITH_TIMEOUT(written().contains("b=2\n"), 30'000);
    }

    void whatIsLeftIsWrittenAtTheEnd()
    {
        {
            Settings settings(path());
            settings.setTheme(ThemeChoice::Dark);
        }
        QVERIFY(written().contains("theme=dark\n"));
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("s.ini")); }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSettingsWriter)
#include "tst_settingswriter.moc"
