#pragma once

#include "transportarguments.h"

#include <stomp/broker/faultplan.h>
#include <stomp/dialect/bodykind.h>
#include <stomp/protocol/brokerurl.h>
#include <stomp/server/practiceoptions.h>
#include <stomp/session/sessiontypes.h>
#include <stomp/trials/proofverdict.h>

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace App {

/** What the program's end means; DESIGN "Command line". */
enum class ExitCode : int
{
    AsAsked = 0,
    NotAsAsked = 1,
    Usage = 2,
    NoSession = 3, //!< cannot connect, refused login, connection lost
    BrokerError = 4, //!< ERROR after CONNECTED
};

/** What the command line says of the connection. The password comes later: see Credentials. */
struct ConnectArguments
{
    Stomp::BrokerUrl url;
    std::optional<std::string> login;
    std::optional<QString> passwordFile;
    bool secretOnCommandLine = false; //!< where other users of the machine can see it
    /** versions, host, heart-beat and further headers are from the command line. */
    Stomp::SessionOptions session;
    TransportArguments transport;
};

struct ListenArguments
{
    ConnectArguments connect;
    std::vector<std::string> destinations;
    std::optional<quint64> count;
    std::optional<double> seconds;
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    bool acknowledge = true;
    std::vector<Stomp::Header> headers; //!< of SUBSCRIBE
    bool json = false;
    bool quiet = false;
};

struct PublishArguments
{
    enum class Body : std::uint8_t
    {
        Text,
        File,
        Input,
        Lines
    };

    ConnectArguments connect;
    std::string destination;
    Body body = Body::Text;
    std::string text;
    QString file;
    std::vector<Stomp::Header> headers; //!< of SEND
    quint64 count = 1; //!< of each body
    std::optional<double> rate; //!< messages a second
    Stomp::BodyKind kind = Stomp::BodyKind::Auto;
    bool receipts = true;
};

struct DoctorArguments
{
    ConnectArguments connect;
};

struct ProveArguments
{
    ConnectArguments connect;
    std::string destination;
    std::optional<Stomp::ProofVerdict::Kind> expect;
    std::vector<Stomp::Header> sendHeaders;
    std::vector<Stomp::Header> subscribeHeaders;
    bool json = false;
    bool yes = false; //!< do not ask
};

struct BrokerArguments
{
    struct User
    {
        QString name;
        QString passwordFile;
    };

    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 61613;
    Stomp::FurtherPorts further;
    std::optional<QString> usersFile;
    std::optional<QString> storeFile;
    std::vector<User> users;
    Stomp::BrokerOptions broker; //!< skin and queues are from the command line
    double traffic = 0; //!< messages a second to each sample destination
    std::optional<Stomp::Millis> stats; //!< this often on standard error as well
    std::optional<quint64> seed; //!< of all dice: sample messages and faults
    Stomp::FaultPlan faults;
};

struct WindowArguments
{
    /** As given; checked. */
    std::optional<QString> url;
    QStringList subscribe;
    QStringList open; //!< files of messages
    TransportArguments transport;
};

} // namespace App
