#pragma once

#include <ui/profiles/secretstore.h>

#include <QHash>

namespace Testing {

/** A key ring in memory that answers from the event loop, or like a desktop that has none. */
class FakeSecretStore : public Ui::SecretStore
{
public:
    using SecretStore::SecretStore;

    void read(const QString& key, QObject* context, Answer answer) override
    {
        ++reads;
        if (!entries.contains(key))
            reply(context, std::move(answer), {Outcome::NotFound, {}, QStringLiteral("none")});
        else
            reply(context, std::move(answer), {Outcome::Done, entries.value(key), {}});
    }
    void write(
        const QString& key, const QByteArray& secret, QObject* context, Answer answer) override
    {
        if (!isMissing)
            entries.insert(key, secret);
        reply(context, std::move(answer), {});
    }
    void remove(const QString& key, QObject* context, Answer answer) override
    {
        const bool isThere = entries.remove(key) && !isMissing;
        reply(context, std::move(answer), {isThere ? Outcome::Done : Outcome::NotFound, {}, {}});
    }

    QHash<QString, QByteArray> entries;
    int reads = 0;
    bool isMissing = false;

private:
    void reply(QObject* context, Answer answer, Result result)
    {
        if (isMissing)
            result = {Outcome::Unavailable, {}, QStringLiteral("no key ring here")};
        QMetaObject::invokeMethod(
            context, [answer = std::move(answer), result] { answer(result); },
            Qt::QueuedConnection);
    }
};

} // namespace Testing
