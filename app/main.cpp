#include "brokerverb.h"
#include "commandline.h"
#include "doctorverb.h"
#include "listenverb.h"
#include "proveverb.h"
#include "publishverb.h"
#include "terminal.h"
#include "window.h"

#include <QApplication>
#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>

using namespace App;
using namespace Qt::StringLiterals;

namespace {

int codeOf(ExitCode code)
{
    return static_cast<int>(code);
}

/** A socket must never become the standard output that somebody closed. Opened the wrong way round,
 * so that using them fails. */
void occupyStandardStreams()
{
    constexpr std::array modes{O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd < 3; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0)
            (void)::open("/dev/null", modes[static_cast<std::size_t>(fd)]);
    }
}

/** Without one, QApplication would abort. */
bool hasDisplay(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const QLatin1StringView argument(argv[i]);
        if (argument.startsWith("-platform"_L1) || argument.startsWith("--platform"_L1))
            return true;
    }
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(variable))
            return true;
    }
    return false;
}

/** Runs what the command line asks for. */
class Runner
{
public:
    Runner(int& argc, char** argv) : m_argc(argc), m_argv(argv) { }

    int operator()(const UsageError& error) const
    {
        say(error.message);
        say(error.hint);
        return codeOf(ExitCode::Usage);
    }
    int operator()(const PrintAndExit& print) const
    {
        const QByteArray text = print.text.toUtf8();
        const bool isWritten =
            std::fputs(text.constData(), stdout) >= 0 && std::fflush(stdout) == 0;
        return codeOf(isWritten ? ExitCode::AsAsked : ExitCode::NotAsAsked);
    }
    int operator()(const ListenArguments& listen) const { return runVerb<ListenVerb>(listen); }
    int operator()(const PublishArguments& publish) const { return runVerb<PublishVerb>(publish); }
    int operator()(const DoctorArguments& doctor) const { return runVerb<DoctorVerb>(doctor); }
    int operator()(const ProveArguments& prove) const { return runVerb<ProveVerb>(prove); }
    int operator()(const BrokerArguments& broker) const { return runVerb<BrokerVerb>(broker); }
    int operator()(const WindowArguments& arguments) const
    {
        if (!hasDisplay(m_argc, m_argv)) {
            say(u"There is no display for the window (DISPLAY and WAYLAND_DISPLAY are not set)."_s);
            say(u"Without one, use a verb, such as: stomp-console listen practice: /queue/orders"_s);
            return codeOf(ExitCode::NotAsAsked);
        }
        WindowOptions options;
        options.transport = arguments.transport;
        if (const QString error = findTransportSecrets(options.transport); !error.isEmpty()) {
            say(error);
            return codeOf(ExitCode::Usage);
        }
        QApplication application(m_argc, m_argv);
        options.url = arguments.url;
        options.subscribe = arguments.subscribe;
        options.open = arguments.open;
        return runWindow(application, options);
    }

private:
    template <typename Verb, typename Arguments>
    int runVerb(const Arguments& arguments) const
    {
        QCoreApplication application(m_argc, m_argv);
        Verb verb(arguments);
        QObject::connect(&verb, &Verb::finished, &application,
            [](ExitCode code) { QCoreApplication::exit(codeOf(code)); });
        QMetaObject::invokeMethod(&verb, &Verb::start, Qt::QueuedConnection);
        return QCoreApplication::exec();
    }

    int& m_argc;
    char** m_argv;
};

} // namespace

int main(int argc, char** argv)
{
    occupyStandardStreams();
    std::signal(SIGXFSZ, SIG_IGN); // a file that may get no longer is an error of write()
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments << QString::fromUtf8(argv[i]);
        if (arguments.last().toUtf8() != argv[i]) {
            say(u"Argument %1 is not UTF-8. Bytes that are not text can be published with --file."_s
                    .arg(i));
            return codeOf(ExitCode::Usage);
        }
    }
    return std::visit(Runner(argc, argv), parseCommandLine(arguments));
}
