#include <stomp/server/usersfile.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Stomp;

class TestUsersFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void users()
    {
        const UsersFile file = UsersFile::read(write("# a class\r\n"
                                                     "\n"
                                                     "anna:secret\r\n"
                                                     "b\xc3\xa9la:pass word:/queue/a.>,/topic/>\n"
                                                     "carl:x::-\n"
                                                     "dora:y:-:/queue/orders"));
        QCOMPARE(file.error, QString());
        QVERIFY(!file.othersCanRead);
        QCOMPARE(file.users.size(), std::size_t{4});
        QCOMPARE(file.users[0].login, std::string("anna"));
        QCOMPARE(file.users[0].passcode, std::string("secret"));
        QVERIFY(!file.users[0].mayRead && !file.users[0].mayWrite);
        QCOMPARE(file.users[1].login, std::string("b\xc3\xa9la"));
        QCOMPARE(file.users[1].passcode, std::string("pass word"));
        QVERIFY(file.users[1].mayRead == (std::vector<std::string>{"/queue/a.>", "/topic/>"}));
        QVERIFY(!file.users[1].mayWrite);
        QVERIFY(!file.users[2].mayRead);
        QVERIFY(file.users[2].mayWrite == std::vector<std::string>{});
        QVERIFY(file.users[3].mayRead == std::vector<std::string>{});
        QVERIFY(file.users[3].mayWrite == std::vector<std::string>{"/queue/orders"});
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("error");
        const QString form = QStringLiteral("line 2: this is not name:password");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("has no users");
        QTest::newRow("comments only")
            << QByteArray("# anna:x\n") << QStringLiteral("has no users");
        QTest::newRow("no colon") << QByteArray("a:b\nsecret\n") << form;
        QTest::newRow("no name") << QByteArray("a:b\n:secret\n") << form;
        QTest::newRow("no password") << QByteArray("a:b\nc:\n") << form;
        QTest::newRow("too many") << QByteArray("a:b\nc:secret:>:>:>\n") << form;
        QTest::newRow("twice") << QByteArray("a:b\na:secret\n")
                               << QStringLiteral("line 2: there is a user a already");
        QTest::newRow("a pattern") << QByteArray("a:secret:queue\n")
                                   << QStringLiteral("\"queue\" is no pattern of destinations");
    }
    void errors()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, error);
        const UsersFile file = UsersFile::read(write(content));
        QVERIFY2(file.error.contains(error), qPrintable(file.error));
        QVERIFY(!file.error.contains(QStringLiteral("secret")));
        QVERIFY(file.users.empty());
    }

    void noFile()
    {
        const UsersFile file = UsersFile::read(m_folder.filePath(QStringLiteral("nowhere")));
        QVERIFY2(file.error.contains(QStringLiteral("cannot be read")), qPrintable(file.error));
    }

    void othersCanRead()
    {
        const QString path = write("a:b\n");
        QVERIFY(
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(UsersFile::read(path).othersCanRead);
    }

    void aPasswordFile()
    {
        const UsersFile file =
            userWithPasswordFile(QStringLiteral("anna"), write("se:cret\r\nmore\n"));
        QCOMPARE(file.error, QString());
        QCOMPARE(file.users.at(0).login, std::string("anna"));
        QCOMPARE(file.users.at(0).passcode, std::string("se:cret"));
        QVERIFY(userWithPasswordFile(QStringLiteral("anna"), write("\n"))
                    .error.contains(QStringLiteral("is empty")));
    }

private:
    QString write(const QByteArray& content)
    {
        const QString path = m_folder.filePath(QString::number(++m_count));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    QTemporaryDir m_folder;
    int m_count = 0;
};

QTEST_APPLESS_MAIN(TestUsersFile)
#include "tst_usersfile.moc"
