#include <ui/profiles/settings.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void beginsEmpty()
    {
        const Settings settings(path());
        QCOMPARE(settings.version(), Settings::currentVersion);
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QVERIFY(settings.windowGeometry().isEmpty());
        QVERIFY(settings.recentDestinations().isEmpty());
        QVERIFY(!settings.lastProfile());
    }

    void keepsWhatItIsTold()
    {
        {
            Settings settings(path());
            settings.setTheme(ThemeChoice::Dark);
            settings.setWindow(QByteArray("\0geometry", 9), "state");
        }
        const Settings again(path());
        QCOMPARE(again.theme(), ThemeChoice::Dark);
        QCOMPARE(again.windowGeometry(), QByteArray("\0geometry", 9));
        QCOMPARE(again.windowState(), QByteArray("state"));
        QCOMPARE(again.version(), 2);
    }

    void newestDestinationsFirst()
    {
        Settings settings(path());
        for (int i = 0; i < 30; ++i)
            settings.rememberDestination(QStringLiteral("/queue/%1").arg(i));
        settings.rememberDestination(QStringLiteral("/queue/25"));
        const QStringList all = settings.recentDestinations();
        QCOMPARE(all.size(), Settings::keptDestinations);
        QCOMPARE(all.at(0), QStringLiteral("/queue/25"));
        QCOMPARE(all.at(1), QStringLiteral("/queue/29"));
        QCOMPARE(all.count(QStringLiteral("/queue/25")), 1);
    }

    void filtersComeBackAsTheyWere()
    {
        const QList<SavedFilter> filters{
            {QStringLiteral("large"), QStringLiteral("$.qty > 5, \"x\" = 'ä;'"),
                QStringLiteral("condition")},
            {QStringLiteral("%1 & more"), QStringLiteral("50 %"), QStringLiteral("text")}};
        const QStringList history{QStringLiteral("a, b = 'c'"), QStringLiteral("@x")};
        {
            Settings settings(path());
            QVERIFY(settings.savedFilters().isEmpty());
            settings.setSavedFilters(filters);
            settings.setFilterHistory(history);
        }
        const Settings again(path());
        QCOMPARE(again.savedFilters(), filters);
        QCOMPARE(again.filterHistory(), history);
    }

    void colourRulesAndTimesComeBack()
    {
        const QList<SavedColourRule> rules{
            {QStringLiteral("$.qty > 5"), QStringLiteral("red"), true},
            {QStringLiteral("priority = 9"), QStringLiteral("violet"), false}};
        {
            Settings settings(path());
            QVERIFY(settings.colourRules().isEmpty());
            QVERIFY(settings.timeReading().isEmpty());
            settings.setColourRules(rules);
            settings.setTimeReading(QStringLiteral("previous-us"));
        }
        const Settings again(path());
        QCOMPARE(again.colourRules(), rules);
        QCOMPARE(again.timeReading(), QStringLiteral("previous-us"));
    }

    void aProfileComesBackAsItWas()
    {
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::RabbitMq);
        profile.host = QStringLiteral("größe.example");
        profile.port = 5;
        profile.login = QStringLiteral("a=b;c, d");
        profile.vhost = QStringLiteral("");
        profile.escapesCredentials = true;
        profile.headers = {{"client-id", "x:y"}, {"n", ""}};
        profile.versions = {Stomp::Version::V11, Stomp::Version::V12};
        profile.heartBeat = {0, 1234};
        {
            Settings settings(path());
            settings.setLastProfile(profile);
        }
        QCOMPARE(Settings(path()).lastProfile(), std::optional(profile));
        {
            Settings settings(path());
            settings.setLastProfile(ConnectionProfile::forPreset(Preset::Practice));
        }
        QCOMPARE(Settings(path()).lastProfile(),
            std::optional(ConnectionProfile::forPreset(Preset::Practice)));
    }

    void neverASecret()
    {
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Classic);
        profile.headers = {{"passcode", "hush-hush"}, {"Authorization", "hush-hush"}, {"a", "b"}};
        {
            Settings settings(path());
            settings.setLastProfile(profile);
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(!text.contains("hush-hush"));
        QVERIFY(text.contains("localhost"));
    }

    void aFileOfVersion1IsBroughtUp()
    {
        QVERIFY(QFile::copy(QStringLiteral(DATA_FOLDER "/settings-1.ini"), path()));
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::RabbitMq);
        profile.host = QStringLiteral("broker.example");
        profile.port = 61999;
        profile.login = QStringLiteral("ada");
        profile.vhost = QStringLiteral("/shop");
        profile.headers = {{"client-id", "x:y"}};
        profile.versions = {Stomp::Version::V11, Stomp::Version::V12};
        profile.heartBeat = {5000, 0};
        for (int time = 0; time < 2; ++time) { // the second time it is of version 2
            const Settings settings(path());
            QVERIFY(settings.isWritable());
            QCOMPARE(settings.version(), 2);
            QCOMPARE(settings.lastProfile(), std::optional(profile));
            QCOMPARE(settings.theme(), ThemeChoice::Dark);
            QCOMPARE(settings.windowGeometry(), QByteArray("geometry"));
            QCOMPARE(settings.recentDestinations().size(), 2);
            QVERIFY(settings.isWelcomed());
        }
        const QSettings raw(path(), QSettings::IniFormat);
        QCOMPARE(raw.value(QStringLiteral("somethingElse")).toString(), QStringLiteral("kept"));
        QCOMPARE(raw.value(QStringLiteral("plugin/anything")).toInt(), 7);
        QVERIFY(!raw.contains(QStringLiteral("connection/host")));
    }

    void whatWasOpenComesBack()
    {
        const QList<SavedSession> sessions{
            {QStringLiteral("id-1"),
                {{QStringLiteral("/queue/a"), QStringLiteral("client"), false,
                    {{"selector", "a = 'b'"}}, QStringLiteral("mine")}}},
            {QStringLiteral("id-2"), {}}};
        {
            Settings settings(path());
            QCOMPARE(settings.restoreChoice(), RestoreChoice::Ask);
            settings.setLastSessions(sessions);
            settings.setRestoreChoice(RestoreChoice::Always);
        }
        const Settings again(path());
        QCOMPARE(again.lastSessions(), sessions);
        QCOMPARE(again.restoreChoice(), RestoreChoice::Always);
    }

    void howMuchIsKeptComesBack()
    {
        const MessageKeeping everything{4 * MessageKeeping::usualBytes, true};
        {
            Settings settings(path());
            QCOMPARE(settings.messageKeeping().memoryBytes, MessageKeeping::usualBytes);
            QVERIFY(!settings.messageKeeping().everything);
            settings.setMessageKeeping(everything);
        }
        QVERIFY(Settings(path()).messageKeeping() == everything);
        Settings small(path());
        small.setMessageKeeping({1, false}); // as somebody may write it into the file
        QCOMPARE(small.messageKeeping().memoryBytes, MessageKeeping::leastBytes);
    }

    void aNewerFileIsNotWrittenTo()
    {
        const QByteArray newer = "[General]\nversion=99\ntheme=dark\nunknown=kept\n";
        {
            QFile file(path());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(newer);
        }
        {
            Settings settings(path());
            QVERIFY(!settings.isWritable());
            QCOMPARE(settings.theme(), ThemeChoice::Dark);
            settings.setTheme(ThemeChoice::Light);
            settings.setLastProfile(ConnectionProfile::forPreset(Preset::Classic));
            settings.rememberDestination(QStringLiteral("/queue/a"));
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), newer);
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("console.ini")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
