#include "websocketoptions.h"

#include "transport.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/** Such a line of the request is written by the WebSocket itself. */
bool isReserved(const QByteArray& name)
{
    static const std::array reserved{QByteArray("host"), QByteArray("upgrade"),
        QByteArray("connection"), QByteArray("content-length"), QByteArray("transfer-encoding")};
    return name.startsWith("sec-websocket-")
        || std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

bool isHeaderName(const QByteArray& name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return c > ' ' && c < 0x7f
            && std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
    });
}

QString addHeader(const Header& header, QNetworkRequest& request)
{
    const QByteArray name = QByteArray::fromStdString(header.name);
    const QByteArray value = QByteArray::fromStdString(header.value).trimmed();
    if (!isHeaderName(name))
        return Transport::tr("\"%1\" is no name of an HTTP header").arg(toQString(header.name));
    if (isReserved(name.toLower()))
        return Transport::tr("the HTTP header %1 is the WebSocket's own")
            .arg(QString::fromUtf8(name));
    if (value.contains('\r') || value.contains('\n') || value.contains('\0'))
        return Transport::tr("the HTTP header %1 has a line end in it")
            .arg(QString::fromUtf8(name));
    const QByteArray before = request.rawHeader(name);
    request.setRawHeader(name, before.isEmpty() ? value : before + ", " + value);
    return {};
}

QStringList subprotocolsOf(std::vector<Version> versions)
{
    std::sort(versions.rbegin(), versions.rend());
    QStringList names;
    for (const Version version : versions) {
        QString digits = toQString(toString(version));
        names.append(u'v' + digits.remove(u'.') + u".stomp");
    }
    return names;
}

} // namespace

WebSocketOptions webSocketOptions(const ClientOptions& options)
{
    WebSocketOptions out;
    out.target = {QString::fromStdString(options.url.host), options.url.port,
        std::chrono::milliseconds(options.tcpTimeout), options.proxy};
    out.isSecure = options.url.scheme == BrokerUrl::Scheme::Wss;
    out.tls = options.tls;
    out.subprotocols = subprotocolsOf(options.session.versions);
    // A message can hold several frames, but whoever sends more than that at once floods.
    const ParserLimits& limits = options.session.limits;
    out.largestMessage = limits.body + 2 * limits.headerLine;
    QUrl url;
    url.setScheme(out.isSecure ? u"wss"_s : u"ws"_s);
    url.setHost(out.target.host);
    url.setPort(out.target.port);
    const std::string_view given = options.url.path;
    const std::size_t query = given.find('?');
    const QString path = toQString(given.substr(0, query));
    url.setPath(path.isEmpty() ? u"/"_s : path, QUrl::TolerantMode);
    if (query != std::string_view::npos)
        url.setQuery(toQString(given.substr(query + 1)), QUrl::TolerantMode);
    out.request.setUrl(url);
    for (const Header& header : options.httpHeaders) {
        if (out.error.isEmpty())
            out.error = addHeader(header, out.request);
    }
    return out;
}

} // namespace Stomp
