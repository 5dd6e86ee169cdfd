#pragma once

#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

/** The ground of the tests of one skin: a row is a dialogue with the broker in it. */
class SkinTest : public QObject
{
protected:
    explicit SkinTest(Stomp::BrokerSkin::Kind skin) : m_skin(skin) { }

    static void addColumns() { QTest::addColumn<QString>("script"); }
    static void addScript(const char* name, const char* script)
    {
        QTest::newRow(name) << QString::fromUtf8(script);
    }
    [[nodiscard]] Stomp::BrokerOptions options() const
    {
        Stomp::BrokerOptions options;
        options.wear(m_skin);
        return options;
    }
    void play() const { play(options()); }
    static void play(const Stomp::BrokerOptions& options)
    {
        QFETCH(QString, script);
        QCOMPARE(Testing::Dialogue(options).run(script), QString());
    }

private:
    Stomp::BrokerSkin::Kind m_skin;
};
