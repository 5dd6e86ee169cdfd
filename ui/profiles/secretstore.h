#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace Ui {

/**
 * Where secrets are kept, by key. Every call returns at once; the answer comes later from the event
 * loop, never from within the call, and not at all when the context is gone by then.
 */
class SecretStore : public QObject
{
    Q_OBJECT

public:
    enum class Outcome : quint8
    {
        Done,
        NotFound,
        Refused, //!< the user, or the key ring, said no
        Unavailable, //!< this desktop has no key ring, or it does not work
    };

    struct Result
    {
        Outcome outcome = Outcome::Done;
        QByteArray secret; //!< of read()
        QString detail; //!< the key ring's own words
    };
    using Answer = std::function<void(const Result&)>;

    using QObject::QObject;

    virtual void read(const QString& key, QObject* context, Answer answer) = 0;
    virtual void write(
        const QString& key, const QByteArray& secret, QObject* context, Answer answer) = 0;
    virtual void remove(const QString& key, QObject* context, Answer answer) = 0;
};

} // namespace Ui
