#pragma once

#include <ui/profiles/settings.h>
#include <ui/widgets/connectionchip.h>
#include <ui/widgets/connectionsbar.h>
#include <ui/widgets/destinationspanel.h>
#include <ui/widgets/inspector.h>
#include <ui/widgets/mainwindow.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/messagetableview.h>
#include <ui/widgets/noticearea.h>
#include <ui/widgets/problemview.h>
#include <ui/widgets/publishpanel.h>
#include <ui/workspace/workspace.h>

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

#include <memory>

namespace Testing {

/** The real window on a workspace of its own, with settings that vanish; nothing is connected. */
class WindowFixture
{
public:
    explicit WindowFixture(const Ui::WorkspaceOptions& options = {})
        : settings(folder.filePath(QStringLiteral("settings.ini"))), workspace(options),
          window(std::make_unique<Ui::MainWindow>(workspace, settings))
    {
        window->resize(1280, 800);
        window->show();
    }

    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return window->findChild<Widget*>(QString::fromLatin1(name));
    }
    /** The dialog of this name that is open, or null. */
    [[nodiscard]] QDialog* dialog(const char* name) const
    {
        for (auto* found : window->findChildren<QDialog*>(QString::fromLatin1(name))) {
            if (found->isVisible()) // one that was closed may not be gone yet
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] Ui::Connection* connection() const
    {
        return workspace.connections().isEmpty() ? nullptr : workspace.connections().constLast();
    }
    [[nodiscard]] int rows() { return workspace.pump().model().rowCount(); }
    [[nodiscard]] Ui::MessageTableView* table() const { return window->messagePanel()->view(); }
    [[nodiscard]] QString chipText() const
    {
        const auto* chip = window->connectionsBar()->chip(connection());
        return chip ? chip->stateText() : QString();
    }
    /** All notices, as text. */
    [[nodiscard]] QString notices() const
    {
        QStringList all;
        for (const auto* view : window->notices()->findChildren<Ui::ProblemView*>()) {
            if (view->isVisible())
                all.append(view->text());
        }
        return all.join(u'\n');
    }
    [[nodiscard]] QPushButton* noticeButton(const QString& text) const
    {
        for (auto* button : window->notices()->findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }

    void key(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        // Shortcuts work in the active window only; a list may be open, a dialog have just closed.
        if (QWidget* const list = QApplication::activePopupWidget())
            list->hide();
        // A list that closes hands the focus on late, and not always to where it came from.
        const auto isActive = [widget] {
            QWidget* const own = widget->window();
            if (QApplication::activeWindow() != own)
                own->activateWindow();
            return QApplication::activeWindow() == own
                && QApplication::focusWindow() == own->windowHandle();
        };
        QTRY_VERIFY(isActive());
        QTest::keyClick(widget, key, modifiers);
    }
    void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    static void retype(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        if (edit->completer()) // as when the focus goes on
            edit->completer()->popup()->hide();
    }

    /** Ctrl+N, the preset, Connect. */
    void connectTo(Ui::Preset preset)
    {
        key(window.get(), Qt::Key_N, Qt::ControlModifier);
        QDialog* open = dialog("connectDialog");
        QVERIFY(open);
        open->findChild<QListWidget*>(QStringLiteral("presets"))
            ->setCurrentRow(static_cast<int>(preset));
        click(open->findChild<QPushButton*>(QStringLiteral("connect")));
    }
    /** Ctrl+T, the destination, Enter. */
    void subscribeTo(const QString& destination)
    {
        key(window.get(), Qt::Key_T, Qt::ControlModifier);
        QDialog* open = dialog("subscribeDialog");
        QVERIFY(open);
        auto* edit = open->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit();
        retype(edit, destination);
        key(edit, Qt::Key_Return);
    }

    QTemporaryDir folder;
    Ui::Settings settings;
    Ui::Workspace workspace;
    std::unique_ptr<Ui::MainWindow> window;
};

} // namespace Testing
