#include "savedlist.h"

#include "icons.h"
#include "theme.h"

#include <ui/profiles/savedconnections.h>

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QScopedValueRollback>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Ui {
namespace {

constexpr int idRole = Qt::UserRole;
constexpr int searchedRole = Qt::UserRole + 1; //!< name, group and address
constexpr qsizetype shownRecent = 4;

QString idOf(const QTreeWidgetItem* item)
{
    return item ? item->data(0, idRole).toString() : QString();
}

} // namespace

SavedList::SavedList(SavedConnections& saved, QWidget* parent)
    : QWidget(parent), m_saved(saved), m_search(new QLineEdit(this)), m_tree(new QTreeWidget(this))
{
    m_search->setObjectName(QStringLiteral("searchSaved"));
    m_search->setPlaceholderText(tr("Search saved connections"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QLatin1StringView("edit-find")), QLineEdit::LeadingPosition);
    m_tree->setObjectName(QStringLiteral("saved"));
    m_tree->setAccessibleName(tr("Saved connections"));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(Theme::grid);
    m_tree->setIconSize(QSize(Theme::iconSize, Theme::iconSize));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::grid);
    all->addWidget(m_search);
    all->addWidget(m_tree, 1);

    connect(m_search, &QLineEdit::textChanged, this, &SavedList::filter);
    m_search->installEventFilter(this);
    m_tree->installEventFilter(this);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!m_isFilling && !idOf(item).isEmpty())
            Q_EMIT chosen(idOf(item));
    });
    connect(m_tree, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
        if (!idOf(item).isEmpty())
            Q_EMIT activated(idOf(item));
    });
    connect(m_tree, &QTreeWidget::itemChanged, this, &SavedList::takeName);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &SavedList::showMenu);
    connect(&m_saved.store(), &ProfileStore::changed, this, &SavedList::fill);
    fill();
}

bool SavedList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isEnter || current().isEmpty())
        return QWidget::eventFilter(watched, event);
    Q_EMIT activated(current()); // and not the dialog's default button too
    return true;
}

bool SavedList::isEmpty() const
{
    return m_saved.store().profiles().isEmpty();
}

QString SavedList::current() const
{
    return idOf(m_tree->currentItem());
}

void SavedList::setCurrent(const QString& id)
{
    const QScopedValueRollback quiet(m_isFilling, true);
    QTreeWidgetItem* found = nullptr;
    for (QTreeWidgetItemIterator here(m_tree); *here; ++here) {
        if (idOf(*here) == id && !id.isEmpty())
            found = *here; // the last one: where it belongs, not among the recent
    }
    m_tree->setCurrentItem(found);
}

void SavedList::fill()
{
    const QString before = current();
    const QScopedValueRollback quiet(m_isFilling, true);
    m_tree->clear();
    const auto heading = [this](const QString& text) {
        auto* item = new QTreeWidgetItem(m_tree, {text});
        item->setFlags(Qt::ItemIsEnabled);
        item->setSizeHint(0, QSize(0, Theme::grid * 3)); // every row has the first one's height
        QFont small = m_tree->font();
        small.setWeight(QFont::DemiBold);
        item->setFont(0, small);
        return item;
    };
    const QList<ConnectionProfile>& all = m_saved.store().profiles();
    const QList<ConnectionProfile> recent = m_saved.store().recent();
    if (!recent.isEmpty() && all.size() > shownRecent) {
        QTreeWidgetItem* top = heading(tr("Recent"));
        for (const ConnectionProfile& one : recent.first(qMin(recent.size(), shownRecent)))
            addItem(top, one);
    }
    QStringList groups = m_saved.store().groups();
    groups.prepend(QString());
    for (const QString& group : groups) {
        QTreeWidgetItem* top = nullptr;
        for (const ConnectionProfile& one : all) {
            if (one.group != group)
                continue;
            if (!top)
                top = heading(group.isEmpty() ? tr("Saved") : group);
            addItem(top, one);
        }
    }
    m_tree->expandAll();
    filter();
    setCurrent(before);
    setVisible(!isEmpty());
}

void SavedList::addItem(QTreeWidgetItem* parent, const ConnectionProfile& profile)
{
    auto* item = new QTreeWidgetItem(parent, {profile.name});
    item->setIcon(
        0, icon(QLatin1StringView("network-server"), profile.production ? Tone::Bad : Tone::Text));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
    item->setData(0, idRole, profile.id);
    item->setData(
        0, searchedRole, QString(profile.name + u'\n' + profile.group + u'\n' + profile.address()));
    item->setToolTip(
        0, profile.production ? tr("%1, production").arg(profile.address()) : profile.address());
}

void SavedList::filter()
{
    const QString wanted = m_search->text().trimmed();
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* top = m_tree->topLevelItem(i);
        bool anyShown = false;
        for (int k = 0; k < top->childCount(); ++k) {
            QTreeWidgetItem* item = top->child(k);
            const bool shown =
                item->data(0, searchedRole).toString().contains(wanted, Qt::CaseInsensitive);
            item->setHidden(!shown);
            anyShown = anyShown || shown;
            if (shown && !first)
                first = item;
        }
        top->setHidden(!anyShown);
    }
    const bool isGone = m_tree->currentItem() && m_tree->currentItem()->isHidden();
    if (!wanted.isEmpty() && (isGone || current().isEmpty()))
        m_tree->setCurrentItem(first);
}

void SavedList::showMenu(const QPoint& position)
{
    const auto profile = m_saved.store().profile(idOf(m_tree->itemAt(position)));
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("savedMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (profile) {
        const QString id = profile->id;
        menu->addAction(icon(QLatin1StringView("network-connect")), tr("&Connect"), this,
            [this, id] { Q_EMIT activated(id); });
        menu->addAction(icon(QLatin1StringView("document-edit")), tr("&Edit"), this,
            [this, id] { Q_EMIT chosen(id); });
        menu->addAction(tr("&Rename"), this, &SavedList::renameCurrent);
        menu->addAction(icon(QLatin1StringView("edit-copy")), tr("&Duplicate"), this,
            [this, id, name = profile->name] {
                const QString copy = m_saved.store().duplicate(id, tr("%1 (copy)").arg(name));
                report();
                setCurrent(copy);
                if (!copy.isEmpty())
                    Q_EMIT chosen(copy);
            });
        menu->addAction(
            icon(QLatin1StringView("edit-delete")), tr("Re&move"), this, &SavedList::removeCurrent);
        menu->addSeparator();
        menu->addAction(icon(QLatin1StringView("document-save")), tr("E&xport this one …"), this,
            [this, id] { exportFile({id}); });
    }
    menu->addAction(icon(QLatin1StringView("document-save")), tr("Export &all …"), this,
        [this] { exportFile({}); });
    menu->addAction(
        icon(QLatin1StringView("document-open")), tr("&Import …"), this, &SavedList::importFile);
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void SavedList::renameCurrent()
{
    if (!current().isEmpty())
        m_tree->editItem(m_tree->currentItem());
}

void SavedList::takeName(QTreeWidgetItem* item)
{
    if (m_isFilling || idOf(item).isEmpty())
        return;
    const QString id = idOf(item);
    const QString name = item->text(0).trimmed();
    // Later: the list is filled anew, and the view is still in the middle of its edit.
    QMetaObject::invokeMethod(
        this,
        [this, id, name] {
            if (!name.isEmpty())
                m_saved.store().rename(id, name);
            else
                fill();
            report();
            Q_EMIT chosen(id);
        },
        Qt::QueuedConnection);
}

void SavedList::removeCurrent()
{
    const auto profile = m_saved.store().profile(current());
    if (!profile)
        return;
    auto* question = new QMessageBox(QMessageBox::Question, tr("Remove connection"),
        profile->keepsSecrets
            ? tr("Remove “%1”, and its passwords from the key ring?").arg(profile->name)
            : tr("Remove “%1” from the saved connections?").arg(profile->name),
        QMessageBox::Cancel, window());
    question->setObjectName(QStringLiteral("removeQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* remove = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    connect(remove, &QPushButton::clicked, this, [this, id = profile->id] {
        m_saved.remove(id);
        report();
    });
    question->open();
}

void SavedList::report()
{
    if (!m_saved.store().problem().isEmpty())
        Q_EMIT reported(false, m_saved.store().problem());
}

void SavedList::importFile()
{
    auto* dialog = new QFileDialog(
        window(), tr("Import connections"), QString(), tr("Connections (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            Q_EMIT reported(false, file.errorString());
            return;
        }
        const auto result = m_saved.store().import(file.readAll());
        if (!result.problem.isEmpty())
            Q_EMIT reported(false, result.problem);
        else
            Q_EMIT reported(
                true, tr("%n connection(s) imported, without passwords.", nullptr, result.added));
    });
    dialog->open();
}

void SavedList::exportFile(const QStringList& ids)
{
    auto* dialog = new QFileDialog(
        window(), tr("Export connections"), QString(), tr("Connections (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("connections.json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, ids](const QString& path) {
        QSaveFile file(path);
        const QByteArray text = m_saved.store().exported(ids);
        const bool isWritten =
            file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        Q_EMIT reported(isWritten,
            isWritten ? tr("Exported to %1, without passwords.").arg(path) : file.errorString());
    });
    dialog->open();
}

} // namespace Ui
