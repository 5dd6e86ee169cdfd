#include "networkpage.h"

#include "formrows.h"
#include "passwordedit.h"
#include "theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace Ui {
namespace {

constexpr int noDialect = -1;

} // namespace

NetworkPage::NetworkPage(QWidget* parent)
    : QWidget(parent), m_form(makeForm(this)), m_dialect(new QComboBox(this)),
      m_reconnect(new QCheckBox(tr("&Connect again by itself when it is lost"), this)),
      m_production(
          new QCheckBox(tr("Pro&duction: lock publishing and consuming until unlocked"), this)),
      m_proxy(new QComboBox(this))
{
    m_dialect->setObjectName(QStringLiteral("dialect"));
    m_dialect->addItem(tr("as it calls itself"), noDialect);
    const std::pair<QString, Stomp::Dialect> dialects[]{
        {QStringLiteral("ActiveMQ Classic"), Stomp::Dialect::ActiveMq},
        {QStringLiteral("ActiveMQ Artemis"), Stomp::Dialect::Artemis},
        {QStringLiteral("RabbitMQ"), Stomp::Dialect::RabbitMq},
        {QStringLiteral("Spring"), Stomp::Dialect::Spring},
        {tr("none of these"), Stomp::Dialect::Generic},
    };
    for (const auto& [name, dialect] : dialects)
        m_dialect->addItem(name, static_cast<int>(dialect));
    m_reconnect->setObjectName(QStringLiteral("reconnect"));
    m_production->setObjectName(QStringLiteral("production"));
    m_form->addRow(tr("&Treat as"), m_dialect);
    connect(m_dialect, &QComboBox::currentIndexChanged, this, &NetworkPage::dialectChosen);
    m_form->addRow(QString(), m_reconnect);
    m_form->addRow(QString(), m_production);
    buildProxy();
}

void NetworkPage::buildProxy()
{
    m_proxy->setObjectName(QStringLiteral("proxy"));
    m_proxy->addItem(tr("none"), static_cast<int>(ProxyProfile::Type::None));
    m_proxy->addItem(QStringLiteral("HTTP"), static_cast<int>(ProxyProfile::Type::Http));
    m_proxy->addItem(QStringLiteral("SOCKS5"), static_cast<int>(ProxyProfile::Type::Socks5));
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &NetworkPage::showProxy);
    const auto row = [this](QWidget*& box) {
        box = new QWidget(this);
        auto* layout = new QHBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(Theme::grid);
        return layout;
    };
    QHBoxLayout* address = row(m_address);
    m_host = new QLineEdit(m_address);
    m_host->setObjectName(QStringLiteral("proxyHost"));
    m_host->setAccessibleName(tr("Proxy's host"));
    m_port = new QSpinBox(m_address);
    m_port->setObjectName(QStringLiteral("proxyPort"));
    m_port->setAccessibleName(tr("Proxy's port"));
    m_port->setRange(1, 65535);
    m_port->setFixedWidth(Theme::grid * 11);
    address->addWidget(m_host, 1);
    address->addWidget(new QLabel(tr("Port"), m_address));
    address->addWidget(m_port);
    m_address->setFocusProxy(m_host);
    QHBoxLayout* login = row(m_login);
    m_user = new QLineEdit(m_login);
    m_user->setObjectName(QStringLiteral("proxyUser"));
    m_user->setAccessibleName(tr("Proxy's login"));
    m_password = new PasswordEdit(m_login);
    m_password->setObjectName(QStringLiteral("proxyPassword"));
    m_password->setAccessibleName(tr("Proxy's password"));
    login->addWidget(m_user, 1);
    login->addWidget(new QLabel(tr("Password"), m_login));
    login->addWidget(m_password, 1);
    m_login->setFocusProxy(m_user);
    m_form->addRow(tr("Pro&xy"), m_proxy);
    m_form->addRow(tr("Proxy's &host"), m_address);
    m_form->addRow(tr("Proxy's &login"), m_login);
}

ProxyProfile::Type NetworkPage::proxyType() const
{
    return static_cast<ProxyProfile::Type>(m_proxy->currentData().toInt());
}

void NetworkPage::showProxy()
{
    const bool hasOne = proxyType() != ProxyProfile::Type::None;
    setRowVisible(m_form, m_address, hasOne);
    setRowVisible(m_form, m_login, hasOne);
}

void NetworkPage::setProfile(const ConnectionProfile& profile)
{
    const int dialect = profile.dialect ? static_cast<int>(*profile.dialect) : noDialect;
    m_dialect->setCurrentIndex(qMax(0, m_dialect->findData(dialect)));
    m_reconnect->setChecked(profile.reconnect);
    m_production->setChecked(profile.production);
    m_proxy->setCurrentIndex(m_proxy->findData(static_cast<int>(profile.proxy.type)));
    m_host->setText(profile.proxy.host);
    m_port->setValue(profile.proxy.port ? profile.proxy.port : 1080);
    m_user->setText(profile.proxy.user);
    m_password->clear();
    showProxy();
}

void NetworkPage::apply(ConnectionProfile& profile, Secrets& secrets) const
{
    profile.dialect.reset();
    if (m_dialect->currentData().toInt() != noDialect)
        profile.dialect = static_cast<Stomp::Dialect>(m_dialect->currentData().toInt());
    profile.reconnect = m_reconnect->isChecked();
    profile.production = m_production->isChecked();
    profile.proxy = {};
    if (proxyType() == ProxyProfile::Type::None)
        return;
    profile.proxy = {proxyType(), m_host->text().trimmed(), static_cast<quint16>(m_port->value()),
        m_user->text()};
    secrets.proxyPassword = m_password->text();
}

void NetworkPage::setSecrets(const Secrets& secrets)
{
    m_password->setText(secrets.proxyPassword);
}

QString NetworkPage::complaint() const
{
    if (proxyType() != ProxyProfile::Type::None && m_host->text().trimmed().isEmpty())
        return tr("The proxy's host is missing.");
    return {};
}

} // namespace Ui
