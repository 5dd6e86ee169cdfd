#pragma once

#include "windowfixture.h"

#include <ui/widgets/theme.h>

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace Testing {

/** What a picture tool was called with: FOLDER light|dark [WIDTH HEIGHT]. */
struct PictureOrder
{
    QDir folder;
    QSize size{1440, 900};
    bool isDark = false;

    /** Nothing: it was called otherwise. */
    [[nodiscard]] static std::optional<PictureOrder> parse(const QStringList& arguments)
    {
        const QStringList themes{QStringLiteral("light"), QStringLiteral("dark")};
        if ((arguments.size() != 3 && arguments.size() != 5) || !themes.contains(arguments.at(2))
            || !QDir(arguments.at(1)).exists())
            return {};
        PictureOrder order{QDir(arguments.at(1))};
        order.isDark = arguments.at(2) == themes.constLast();
        if (arguments.size() == 5)
            order.size = {arguments.at(3).toInt(), arguments.at(4).toInt()};
        return order;
    }
};

/** The real window on the practice broker, taken through what is to be pictured. */
class PictureTour
{
public:
    explicit PictureTour(const PictureOrder& order) : m_folder(order.folder) { }

protected:
    /** What it looks like may be due to settings. */
    void show(QSize size)
    {
        m_desk.window.reset(); // two would share the workspace
        m_desk.window = std::make_unique<Ui::MainWindow>(m_desk.workspace, m_desk.settings);
        m_desk.window->resize(size);
        m_desk.window->show();
        m_connection = m_desk.workspace.createConnection(
            Ui::ConnectionProfile::forPreset(Ui::Preset::Practice));
        m_desk.workspace.adopt(m_connection);
        m_desk.workspace.open(m_connection, {});
        until([this] { return m_connection->isConnected(); });
    }
    template <typename Condition>
    void until(Condition condition)
    {
        if (QTest::qWaitFor(condition, 20'000))
            return;
        std::fprintf(stderr, "waited in vain\n");
        m_hasFailed = true;
    }
    /** Until what is due at once is done. */
    void rest()
    {
        bool isDone = false;
        QTimer::singleShot(0, m_desk.window.get(), [&isDone] { isDone = true; });
        until([&isDone] { return isDone; });
    }
    void save(QWidget& widget, const char* name)
    {
        rest();
        const QString file = m_folder.filePath(QString::fromLatin1(name) + QStringLiteral(".png"));
        if (widget.grab().save(file))
            return;
        std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(file));
        m_hasFailed = true;
    }
    void grab(const char* name) { save(*m_desk.window, name); }

    WindowFixture m_desk;
    Ui::Connection* m_connection = nullptr;
    bool m_hasFailed = false;

private:
    QDir m_folder;
};

/** main() of a tool with such a tour. */
template <typename Tour>
int makePictures(int argc, char** argv, const char* name)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const auto order = PictureOrder::parse(QApplication::arguments());
    if (!order) {
        std::fprintf(stderr, "usage: %s FOLDER light|dark [WIDTH HEIGHT]\n", name);
        return 2;
    }
    Ui::Theme::apply(application, order->isDark ? Ui::ThemeChoice::Dark : Ui::ThemeChoice::Light);
    Tour tour(*order);
    return tour.run() ? 0 : 1;
}

} // namespace Testing
