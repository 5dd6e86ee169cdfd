#pragma once

#include <QProcess>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace Bench {

/** The other side of a bench in a process of its own, which says lines: the first is "port N". */
class Helper
{
public:
    Helper(const QString& program, const QStringList& arguments);
    ~Helper();
    Q_DISABLE_COPY_MOVE(Helper)

    /** 0: it did not start. */
    [[nodiscard]] quint16 port() const { return m_port; }
    /** Of memory; 0: unknown. */
    [[nodiscard]] std::uint64_t residentBytes() const;

protected:
    /** The words of its next line behind this one; none when it says something else, or nothing. */
    [[nodiscard]] QStringList answer(const QString& word);

    QProcess m_process;

private:
    quint16 m_port = 0;
};

/** One bench_sender: a broker that sends. */
class Sender : public Helper
{
public:
    explicit Sender(std::uint64_t messages, const QStringList& how = {});
    [[nodiscard]] static QStringList bare() { return {QStringLiteral("bare")}; }
    [[nodiscard]] static QStringList subscriptions(std::uint64_t count);
    /** To one subscription, no more than so many a second; 0: as fast as they are taken. */
    [[nodiscard]] static QStringList paced(std::uint64_t rate);
    [[nodiscard]] static QStringList connections(std::uint64_t count);

    /** Many connections wait for this. */
    void go();
    /** Of one connection, once all is sent: what the receiver's hash must be. */
    [[nodiscard]] std::optional<std::uint64_t> expectedHash();
};

/** One bench_sink: a broker that takes messages. */
class Sink : public Helper
{
public:
    struct Sent
    {
        std::uint64_t count = 0;
        std::uint64_t hash = 0;
        double seconds = 0; //!< from the first SEND to DISCONNECT
    };

    Sink();
    /** Once the publisher has gone. */
    [[nodiscard]] std::optional<Sent> sent();
};

/** One bench_practice: the practice broker. */
class PracticeBroker : public Helper
{
public:
    /** storeFile: where what is persistent outlives it; empty: nowhere. */
    explicit PracticeBroker(const QString& storeFile = {});
    /** Messages that were sent to the benches' destination; it ends with this answer. */
    [[nodiscard]] std::optional<std::uint64_t> sent();
};

} // namespace Bench
