#include "connectionsaving.h"

#include "formrows.h"
#include "theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace Ui {

ConnectionSaving::ConnectionSaving(QWidget* parent)
    : QWidget(parent), m_save(new QCheckBox(tr("Sa&ve this connection"), this)),
      m_details(new QWidget(this)), m_name(new QLineEdit(m_details)),
      m_group(new QComboBox(m_details)),
      m_remember(new QCheckBox(tr("Remember the passwords in the &key ring"), m_details))
{
    m_save->setObjectName(QStringLiteral("saveConnection"));
    m_name->setObjectName(QStringLiteral("profileName"));
    m_group->setObjectName(QStringLiteral("profileGroup"));
    m_group->setEditable(true);
    m_group->setInsertPolicy(QComboBox::NoInsert);
    m_group->lineEdit()->setPlaceholderText(tr("none"));
    m_remember->setObjectName(QStringLiteral("remember"));
    auto* nameLabel = new QLabel(tr("Na&me"), m_details);
    nameLabel->setBuddy(m_name);
    auto* groupLabel = new QLabel(tr("&Group"), m_details);
    groupLabel->setBuddy(m_group);
    auto* line = new QHBoxLayout;
    line->setSpacing(Theme::grid);
    line->addWidget(nameLabel);
    line->addWidget(m_name, 3);
    line->addWidget(groupLabel);
    line->addWidget(m_group, 2);
    auto* details = new QVBoxLayout(m_details);
    details->setContentsMargins(Theme::grid * 3, 0, 0, 0);
    details->setSpacing(Theme::halfGrid);
    details->addLayout(line);
    details->addWidget(m_remember);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::halfGrid);
    all->addWidget(m_save);
    all->addWidget(m_details);
    m_details->hide();
    connect(m_save, &QCheckBox::toggled, this, [this](bool wanted) {
        m_details->setVisible(wanted);
        Q_EMIT wantedChanged(isWanted());
    });
}

void ConnectionSaving::setProfile(const ConnectionProfile& profile, const QStringList& groups)
{
    m_group->clear();
    m_group->addItems(groups);
    m_group->setEditText(profile.group);
    m_name->setText(profile.name);
    m_remember->setChecked(profile.keepsSecrets && m_remember->isEnabled());
    m_save->setChecked(profile.isSaved());
    setVisible(!profile.isPractice() || profile.preset == Preset::Url);
    Q_EMIT wantedChanged(isWanted());
}

void ConnectionSaving::apply(ConnectionProfile& profile) const
{
    if (!isWanted())
        return;
    const QString name = m_name->text().trimmed();
    profile.name = name.isEmpty() ? profile.address() : name;
    profile.group = m_group->currentText().trimmed();
    profile.keepsSecrets = m_remember->isChecked();
}

bool ConnectionSaving::isWanted() const
{
    return m_save->isChecked() && !isHidden();
}

void ConnectionSaving::setRingMissing()
{
    m_remember->setChecked(false);
    m_remember->setEnabled(false);
    m_remember->setText(tr("No key ring on this desktop: passwords are asked for each time"));
}

} // namespace Ui
