#include "connectionform.h"

#include "connectwarnings.h"
#include "formrows.h"
#include "headertable.h"
#include "lintview.h"
#include "networkpage.h"
#include "passwordedit.h"
#include "stomppage.h"
#include "theme.h"
#include "tlspage.h"
#include "tonedlabel.h"
#include "wording.h"

#include <stomp/dialect/dialectfacts.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {

using Stomp::BrokerUrl;
using Scheme = Stomp::BrokerUrl::Scheme;

ConnectionForm::ConnectionForm(QWidget* parent) : QWidget(parent)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::grid);
    auto* fields = new QWidget(this);
    m_fields = makeForm(fields, 0);
    buildFields();
    all->addWidget(fields);
    buildPages();
    m_lint = new LintView(LintView::Form::List, this);
    m_lint->setObjectName(QStringLiteral("lint"));
    all->addWidget(m_lint);
    all->addWidget(m_moreButton);
    all->addWidget(m_pages);
    all->addStretch(1);
    connect(this, &ConnectionForm::edited, this, &ConnectionForm::showLint);
    connect(m_stomp, &StompPage::edited, this, &ConnectionForm::showLint);
    connect(m_network, &NetworkPage::dialectChosen, this, &ConnectionForm::showLint);
    setProfile(ConnectionProfile::forPreset(Preset::Practice));
}

void ConnectionForm::buildFields()
{
    m_practiceText = new QLabel(this);
    m_practiceText->setWordWrap(true);
    m_practiceText->setText(
        tr("A broker inside the console, for trying things out. It listens on this computer only, "
           "asks for no login, and forgets its messages when the console ends."));
    m_sampleTraffic =
        new QCheckBox(tr("Sample traffic: orders on /queue/orders, prices on /topic/prices"), this);
    m_sampleTraffic->setChecked(true);
    m_url = new QLineEdit(this);
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setPlaceholderText(QStringLiteral("stomp://broker.example:61613/vhost"));
    m_url->setClearButtonEnabled(true);
    buildScheme();
    buildAddress();
    m_path = new QLineEdit(this);
    m_path->setObjectName(QStringLiteral("path"));
    m_path->setPlaceholderText(QStringLiteral("/ws"));
    m_login = new QLineEdit(this);
    m_login->setObjectName(QStringLiteral("login"));
    m_password = new PasswordEdit(this);
    m_password->setObjectName(QStringLiteral("password"));
    m_vhost = new QLineEdit(this);
    m_vhost->setObjectName(QStringLiteral("vhost"));

    m_fields->addRow(m_practiceText);
    m_fields->addRow(m_sampleTraffic);
    m_fields->addRow(tr("&URL"), m_url);
    m_fields->addRow(tr("&Transport"), m_scheme);
    m_fields->addRow(tr("&Host"), m_address);
    m_fields->addRow(tr("P&ath"), m_path);
    m_fields->addRow(tr("&Login"), m_login);
    m_fields->addRow(tr("&Password"), m_password);
    m_fields->addRow(tr("&Virtual host"), m_vhost);
    for (QLineEdit* edit : {m_url, m_host, m_path, m_login, m_password, m_vhost})
        connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    connect(m_port, &QSpinBox::valueChanged, this, &ConnectionForm::edited);
    connect(m_url, &QLineEdit::editingFinished, this, &ConnectionForm::takeUrl);
    connect(m_url, &QLineEdit::textChanged, this, &ConnectionForm::showFields);
}

void ConnectionForm::buildScheme()
{
    m_scheme = new QComboBox(this);
    m_scheme->setObjectName(QStringLiteral("scheme"));
    const std::pair<QString, Scheme> schemes[]{
        {tr("STOMP"), Scheme::Stomp},
        {tr("STOMP over TLS"), Scheme::Stomps},
        {tr("WebSocket"), Scheme::Ws},
        {tr("WebSocket over TLS"), Scheme::Wss},
    };
    for (const auto& [name, scheme] : schemes)
        m_scheme->addItem(name, static_cast<int>(scheme));
    connect(m_scheme, &QComboBox::currentIndexChanged, this, &ConnectionForm::chooseScheme);
}

void ConnectionForm::buildAddress()
{
    m_address = new QWidget(this);
    auto* address = new QHBoxLayout(m_address);
    address->setContentsMargins(0, 0, 0, 0);
    address->setSpacing(Theme::grid);
    m_host = new QLineEdit(m_address);
    m_host->setObjectName(QStringLiteral("host"));
    m_host->setAccessibleName(tr("Host"));
    m_port = new QSpinBox(m_address);
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setRange(1, 65535);
    m_port->setFixedWidth(Theme::grid * 11);
    auto* portLabel = new QLabel(tr("Po&rt"), m_address);
    portLabel->setBuddy(m_port);
    address->addWidget(m_host, 1);
    address->addWidget(portLabel);
    address->addWidget(m_port);
    m_address->setFocusProxy(m_host);
}

void ConnectionForm::buildPages()
{
    m_moreButton = new QToolButton(this);
    m_moreButton->setObjectName(QStringLiteral("more"));
    m_moreButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreButton->setArrowType(Qt::RightArrow);
    m_moreButton->setAutoRaise(true);
    m_moreButton->setCheckable(true);
    connect(m_moreButton, &QToolButton::toggled, this, [this](bool open) {
        m_moreButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        showFields();
    });

    m_pages = new QTabWidget(this);
    m_pages->setObjectName(QStringLiteral("pages"));
    m_stomp = new StompPage(m_pages);
    m_tls = new TlsPage(m_pages);
    m_web = new QWidget(m_pages);
    auto* web = new QVBoxLayout(m_web);
    web->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    auto* hint = new TonedLabel(Tone::Muted, m_web);
    hint->setText(tr("HTTP headers of the upgrade, such as Origin or Authorization."));
    hint->setWordWrap(true);
    m_httpHeaders = new HeaderTable(m_web);
    m_httpHeaders->setObjectName(QStringLiteral("httpHeaders"));
    m_httpHeaders->setAccessibleName(tr("HTTP headers"));
    web->addWidget(hint);
    web->addWidget(m_httpHeaders, 1);
    m_network = new NetworkPage(m_pages);
    m_pages->addTab(m_stomp, tr("STOMP"));
    m_pages->addTab(m_tls, tr("TLS"));
    m_pages->addTab(m_web, tr("WebSocket"));
    m_pages->addTab(m_network, tr("Connection"));
}

Scheme ConnectionForm::scheme() const
{
    return static_cast<Scheme>(m_scheme->currentData().toInt());
}

void ConnectionForm::chooseScheme()
{
    // What nobody has changed follows the transport.
    const Preset preset = m_profile.preset;
    if (m_port->value() == usualPort(preset, m_lastScheme))
        m_port->setValue(usualPort(preset, scheme()));
    if (m_path->text() == usualPath(preset, m_lastScheme))
        m_path->setText(usualPath(preset, scheme()));
    m_lastScheme = scheme();
    showFields();
    Q_EMIT edited();
}

void ConnectionForm::setProfile(const ConnectionProfile& profile)
{
    const QSignalBlocker quiet(this);
    const QSignalBlocker quietScheme(m_scheme);
    m_profile = profile;
    m_lastScheme = profile.scheme;
    m_typedUrl = profile.url();
    const Stomp::DialectFacts& facts = Stomp::factsOf(profile.expectedDialect());
    m_scheme->setCurrentIndex(qMax(0, m_scheme->findData(static_cast<int>(profile.scheme))));
    m_host->setText(profile.host);
    m_port->setValue(profile.port);
    m_path->setText(profile.path);
    const bool hasUrl = profile.preset == Preset::Url
        && (profile.scheme == Scheme::Failover || !profile.host.isEmpty());
    m_url->setText(hasUrl ? fromUtf8(m_typedUrl.display()) : QString());
    m_login->setText(profile.login);
    m_login->setPlaceholderText(facts.login.empty()
            ? QString()
            : tr("“%1” on a fresh installation").arg(fromUtf8(facts.login)));
    m_password->clear();
    setKeepsSecrets(profile.keepsSecrets);
    m_vhost->setText(profile.vhost.value_or(QString()));
    m_vhost->setPlaceholderText(facts.defaultHost.value == Stomp::DefaultHost::Slash
            ? QStringLiteral("/")
            : tr("the same as the host"));
    m_stomp->setProfile(profile);
    m_tls->setProfile(profile);
    m_httpHeaders->setHeaders(profile.httpHeaders);
    m_network->setProfile(profile);
    showFields();
}

ConnectionProfile ConnectionForm::where() const
{
    ConnectionProfile profile = m_profile;
    if (profile.preset == Preset::Url) {
        auto parsed = BrokerUrl::parse(m_url->text().trimmed().toStdString());
        if (parsed.url.display() == m_typedUrl.display())
            parsed.url = m_typedUrl;
        const auto there = ConnectionProfile::forUrl(parsed.url);
        profile.scheme = parsed.error.empty() ? there.scheme : Scheme::Stomp;
        profile.host = there.host;
        profile.port = there.port;
        profile.path = there.path;
        profile.failover = there.failover;
        if (!profile.isSaved())
            profile.name = there.name;
    } else if (!profile.isPractice()) {
        profile.scheme = scheme();
        profile.host = m_host->text().trimmed();
        profile.port = static_cast<quint16>(m_port->value());
        profile.path = profile.usesWebSocket() ? m_path->text().trimmed() : QString();
        if (!profile.path.isEmpty() && !profile.path.startsWith(u'/'))
            profile.path.prepend(u'/');
    }
    return profile;
}

ConnectionProfile ConnectionForm::profile() const
{
    ConnectionProfile profile = where();
    if (m_profile.preset != Preset::Practice) {
        profile.login = m_login->text();
        profile.vhost.reset();
        if (!m_vhost->text().isEmpty())
            profile.vhost = m_vhost->text();
    }
    Secrets apart;
    m_stomp->apply(profile);
    m_tls->apply(profile, apart);
    m_network->apply(profile, apart);
    profile.httpHeaders = m_httpHeaders->headers();
    return profile;
}

void ConnectionForm::setIdentity(const ConnectionProfile& saved)
{
    m_profile.id = saved.id;
    m_profile.name = saved.name;
    m_profile.group = saved.group;
    m_profile.keepsSecrets = saved.keepsSecrets;
}

void ConnectionForm::addSecrets(const Secrets& secrets)
{
    const Secrets all = this->secrets().over(secrets);
    m_password->setText(all.password);
    m_tls->setSecrets(all);
    m_network->setSecrets(all);
    ConnectionProfile profile = this->profile();
    putSecrets(profile, secrets);
    m_stomp->setProfile(profile);
    m_httpHeaders->setHeaders(profile.httpHeaders);
    m_path->setText(profile.path);
    m_typedUrl = profile.url();
    showLint();
}

Secrets ConnectionForm::secrets() const
{
    Secrets secrets;
    ConnectionProfile apart = m_profile;
    secrets.password = m_password->text();
    m_tls->apply(apart, secrets);
    m_network->apply(apart, secrets);
    return secrets;
}

void ConnectionForm::setKeepsSecrets(bool keeps)
{
    m_password->setPlaceholderText(keeps ? tr("kept in the key ring") : QString());
}

void ConnectionForm::acceptFingerprint(const QString& hex)
{
    m_tls->setFingerprint(hex);
}

bool ConnectionForm::wantsSampleTraffic() const
{
    return m_sampleTraffic->isChecked();
}

QString ConnectionForm::complaint() const
{
    if (m_profile.preset == Preset::Url) {
        const auto parsed = BrokerUrl::parse(m_url->text().trimmed().toStdString());
        if (!parsed.error.empty())
            return QString::fromStdString(parsed.error);
    } else if (!m_profile.isPractice() && m_host->text().trimmed().isEmpty()) {
        return tr("The host is missing.");
    }
    QString complaint = m_stomp->complaint();
    if (complaint.isEmpty() && where().usesTls())
        complaint = m_tls->complaint();
    if (complaint.isEmpty())
        complaint = m_network->complaint();
    return complaint;
}

void ConnectionForm::focusFirstField()
{
    for (QWidget* field : std::initializer_list<QWidget*>{m_url, m_host, m_sampleTraffic}) {
        if (field->isVisibleTo(this)) {
            field->setFocus();
            return;
        }
    }
}

void ConnectionForm::focusPassword()
{
    m_password->setFocus();
}

void ConnectionForm::takeUrl()
{
    const auto parsed = BrokerUrl::parse(m_url->text().trimmed().toStdString());
    if (!parsed.error.empty())
        return;
    BrokerUrl shown = parsed.url;
    for (const BrokerUrl* url = &shown; url; url = url == &shown && !shown.alternatives.empty()
             ? &shown.alternatives.front()
             : nullptr) {
        if (!url->user.empty())
            m_login->setText(QString::fromStdString(url->user));
        if (url->password)
            m_password->setText(QString::fromStdString(*url->password));
    }
    if (shown.vhost)
        m_vhost->setText(QString::fromStdString(*shown.vhost));
    shown.user.clear();
    shown.password.reset();
    shown.vhost.reset();
    if (shown.display() != m_typedUrl.display())
        m_typedUrl = shown;
    m_url->setText(QString::fromStdString(shown.display()));
}

void ConnectionForm::showFields()
{
    const bool practice = m_profile.preset == Preset::Practice;
    const bool url = m_profile.preset == Preset::Url;
    const bool hasAddress = !practice && !url;
    const ConnectionProfile there = where();
    setRowVisible(m_fields, m_practiceText, practice);
    setRowVisible(m_fields, m_sampleTraffic, practice);
    setRowVisible(m_fields, m_url, url);
    setRowVisible(m_fields, m_scheme, hasAddress);
    setRowVisible(m_fields, m_address, hasAddress);
    setRowVisible(m_fields, m_path, hasAddress && there.usesWebSocket());
    setRowVisible(m_fields, m_login, !practice);
    setRowVisible(m_fields, m_password, !practice);
    setRowVisible(m_fields, m_vhost, !practice);
    const bool tls = !practice && there.usesTls();
    const bool web = !practice && there.usesWebSocket();
    m_pages->setTabVisible(m_pages->indexOf(m_tls), tls);
    m_pages->setTabVisible(m_pages->indexOf(m_web), web);
    m_pages->setTabVisible(m_pages->indexOf(m_network), !practice);
    m_pages->setVisible(m_moreButton->isChecked());
    QStringList more{tr("versions, heart-beats, headers")};
    if (tls)
        more.prepend(tr("certificates"));
    if (!practice)
        more.append(tr("proxy"));
    m_moreButton->setText(tr("&More: %1").arg(more.join(tr(", "))));
    showLint();
}

void ConnectionForm::showLint()
{
    m_lint->setWarnings(connectWarnings(profile(), m_password->text()));
}

} // namespace Ui
