#pragma once

#include "windowfixture.h"

#include <ui/profiles/savedconnections.h>
#include <ui/widgets/connectdialog.h>

#include <support/fakesecretstore.h>

#include <QCheckBox>
#include <QDir>
#include <QDirIterator>
#include <QSpinBox>
#include <QTreeWidget>

namespace Testing {

/** The connect dialog on its own, with saved connections and a key ring that lies in memory. */
struct ConnectDesk
{
    ConnectDesk()
        : settings(folder.filePath(QStringLiteral("settings.ini"))),
          store(folder.filePath(QStringLiteral("connections.json"))), saved(store, ring)
    { }

    /** After the connections have been saved that it is to begin with. */
    void open()
    {
        dialog = std::make_unique<Ui::ConnectDialog>(workspace, settings, saved);
        dialog->show();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    void choose(Ui::Preset preset)
    {
        find<QListWidget>("presets")->setCurrentRow(static_cast<int>(preset));
    }
    void type(const char* field, const QString& text)
    {
        WindowFixture::retype(find<QLineEdit>(field), text);
    }
    void click(const char* button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }
    [[nodiscard]] QTreeWidget* tree() const { return find<QTreeWidget>("saved"); }
    /** The saved connection of this name that is shown last, or null. */
    [[nodiscard]] QTreeWidgetItem* item(const QString& name) const
    {
        QTreeWidgetItem* found = nullptr;
        for (QTreeWidgetItemIterator here(tree()); *here; ++here) {
            if ((*here)->text(0) == name && (*here)->parent() && !(*here)->isHidden())
                found = *here;
        }
        return found;
    }
    void doubleClick(const QString& name)
    {
        QVERIFY(item(name));
        const QPoint place = tree()->visualItemRect(item(name)).center();
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(tree()->viewport(), Qt::LeftButton, {}, place);
    }
    [[nodiscard]] QString problem() const
    {
        const auto* view = find<Ui::ProblemView>("connectProblem");
        return view->isVisible() ? view->text() : QString();
    }
    /** Whether any file of settings, connections or exports has this text. */
    [[nodiscard]] bool isInAFile(const QByteArray& text)
    {
        (void)Ui::Settings(settings.path()); // another reader makes them write their file
        QDirIterator all(folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(text))
                return true;
        }
        return false;
    }
    /** To this port of this computer, as Classic. */
    [[nodiscard]] static Ui::ConnectionProfile local(quint16 port, const QString& name)
    {
        auto profile = Ui::ConnectionProfile::forPreset(Ui::Preset::Classic);
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = port;
        profile.name = name;
        return profile;
    }

    QTemporaryDir folder;
    Ui::Settings settings;
    Ui::ProfileStore store;
    FakeSecretStore ring;
    Ui::SavedConnections saved;
    Ui::Workspace workspace;
    std::unique_ptr<Ui::ConnectDialog> dialog;
};

} // namespace Testing
