#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace Ui {

class SavedConnections;
struct ConnectionProfile;

/**
 * The saved connections: the ones used last on top, then those without a group, then the groups.
 * Choosing one shows its fields; Enter or a double click connects. The context menu edits the list.
 */
class SavedList : public QWidget
{
    Q_OBJECT

public:
    SavedList(SavedConnections& saved, QWidget* parent = nullptr);

    /** None when it is empty. */
    void setCurrent(const QString& id);
    [[nodiscard]] QString current() const;
    [[nodiscard]] bool isEmpty() const;
    void importFile();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void chosen(const QString& id);
    void activated(const QString& id);
    /** What became of an import or export, or why a change was not kept. */
    void reported(bool good, const QString& text);

private:
    void fill();
    void filter();
    void addItem(QTreeWidgetItem* parent, const ConnectionProfile& profile);
    void showMenu(const QPoint& position);
    void renameCurrent();
    void takeName(QTreeWidgetItem* item);
    void removeCurrent();
    void exportFile(const QStringList& ids);
    void report();

    SavedConnections& m_saved;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    bool m_isFilling = false;
};

} // namespace Ui
