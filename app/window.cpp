#include "window.h"

#include "signalwatcher.h"

#include <ui/profiles/settings.h>
#include <ui/widgets/mainwindow.h>
#include <ui/widgets/theme.h>
#include <ui/widgets/windowfiles.h>
#include <ui/workspace/workspace.h>

#include <QApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

/** The way to the broker as a profile has it, but for the secrets. */
void setTransport(const TransportArguments& transport, Ui::ConnectionProfile& profile)
{
    const Stomp::TlsOptions& tls = transport.tls;
    profile.tls.caFile = tls.caFile;
    profile.tls.certificateFile = tls.certificateFile;
    profile.tls.keyFile = tls.keyFile;
    profile.tls.serverName = tls.serverName;
    profile.tls.fingerprint = QString::fromLatin1(tls.fingerprint.toHex());
    profile.httpHeaders = transport.httpHeaders;
    if (transport.proxy.type() == QNetworkProxy::NoProxy || profile.isPractice())
        return;
    profile.proxy.type = transport.proxy.type() == QNetworkProxy::HttpProxy
        ? Ui::ProxyProfile::Type::Http
        : Ui::ProxyProfile::Type::Socks5;
    profile.proxy.host = transport.proxy.hostName();
    profile.proxy.port = transport.proxy.port();
    profile.proxy.user = transport.proxy.user();
}

/** Connects as the command line asks, or to the practice broker with something to see. */
void begin(Ui::Workspace& workspace, Ui::MainWindow& window, const WindowOptions& options)
{
    Stomp::BrokerUrl url;
    url.scheme = Stomp::BrokerUrl::Scheme::Practice;
    if (options.url)
        url = Stomp::BrokerUrl::parse(options.url->toStdString()).url;
    QStringList destinations = options.subscribe;
    if (!options.url) {
        workspace.practiceBroker().setSampleTraffic(true);
        if (destinations.isEmpty())
            destinations = {u"/queue/orders"_s, u"/topic/prices"_s};
        window.welcome();
        window.restore();
    }
    Ui::ConnectionProfile profile = Ui::ConnectionProfile::forUrl(url);
    setTransport(options.transport, profile);
    Ui::Connection* connection = workspace.createConnection(profile);
    connection->setTransportSecrets(
        options.transport.tls.keyPassphrase, options.transport.proxy.password());
    for (const QString& destination : destinations) {
        Ui::SubscriptionWish wish;
        wish.destination = destination;
        connection->subscribe(wish);
    }
    workspace.adopt(connection);
    workspace.open(connection, QString::fromStdString(url.password.value_or(std::string())));
}

} // namespace

int runWindow(QApplication& application, const WindowOptions& options)
{
    QApplication::setApplicationName(u"stomp-console"_s);
    QApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QApplication::setApplicationDisplayName(u"STOMP Console"_s);
    QGuiApplication::setDesktopFileName(u"org.stompconsole.StompConsole"_s);
    // The connections say goodbye after the window is gone.
    QApplication::setQuitOnLastWindowClosed(false);

    Ui::Settings settings;
    Ui::Theme::apply(application, settings.theme());
    Ui::Workspace workspace;
    Ui::MainWindow window(workspace, settings);
    QObject::connect(&window, &Ui::MainWindow::closed, &application, &QCoreApplication::quit);
    // Ctrl-C in the terminal closes the window, as its user would.
    SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &window, &QWidget::close);
    window.show();
    for (const QString& file : options.open)
        window.files()->open(file);
    if (options.url || options.open.isEmpty())
        begin(workspace, window, options);
    return QApplication::exec();
}

} // namespace App
