// Builds the real window on the practice broker, waits until messages have come, and saves pictures
// of it, of "Queue or topic?" with its verdicts, and of a lesson: make_screenshots FOLDER [WIDTH
// HEIGHT]. The README's pictures are made with it.

#include <ui/profiles/settings.h>
#include <ui/widgets/inspector.h>
#include <ui/widgets/lessondialog.h>
#include <ui/widgets/mainwindow.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/messagetableview.h>
#include <ui/widgets/proofdialog.h>
#include <ui/widgets/theme.h>
#include <ui/workspace/workspace.h>

#include <QApplication>
#include <QDir>
#include <QFontMetrics>
#include <QPixmap>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <string_view>

using namespace Ui;

namespace {

/** Goes on when enough messages have come and the inspector has read the chosen one. */
class Photographer : public QObject
{
    Q_OBJECT

public:
    Photographer(Workspace& workspace, MainWindow& window, const QDir& folder)
        : m_workspace(workspace), m_window(window), m_folder(folder)
    {
        connect(&workspace.pump(), &MessagePump::ledgerChanged, this, &Photographer::look);
        connect(window.inspector(), &Inspector::shown, this, [this] { take(false); });
    }

private:
    void look(const Stomp::Ledger& ledger)
    {
        constexpr std::uint64_t enough = 60;
        if (m_hasChosen || ledger.shown < enough)
            return;
        m_hasChosen = true;
        // The largest order tells most, of those that can be read with the fonts that are here.
        const MessageTableModel& model = m_workspace.pump().model();
        int best = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.rowAt(row).bodySize() > model.rowAt(best).bodySize() && isReadable(row))
                best = row;
        }
        m_window.messagePanel()->view()->setCurrentIndex(model.index(best, 0));
    }

    [[nodiscard]] bool isReadable(int row) const
    {
        const QFontMetrics font(m_window.font());
        const std::string_view body = m_workspace.pump().model().messageAt(row).body();
        const auto text = QString::fromUtf8(body.data(), qsizetype(body.size())).toUcs4();
        return std::all_of(text.begin(), text.end(),
            [&font](uint letter) { return letter < 0x20 || font.inFontUcs4(letter); });
    }

    void take(bool dark)
    {
        Theme::apply(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        // Widgets take their new colours when the event loop comes round.
        QTimer::singleShot(0, this, [this, dark] { save(dark); });
    }

    void save(bool dark)
    {
        const QString name = QStringLiteral("window-%1.png")
                                 .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"));
        grab(m_window, name);
        if (!dark)
            take(true);
        else
            prove(QStringLiteral("/topic/news"), true);
    }

    /** The verdict over a topic in the dark, then over a queue in the light. */
    void prove(const QString& destination, bool dark)
    {
        Theme::apply(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        auto* dialog =
            new ProofDialog(m_workspace, *m_workspace.connections().constFirst(), destination);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
        connect(dialog, &ProofDialog::proven, this, [this, dialog, dark] {
            QTimer::singleShot(0, dialog, [this, dialog, dark] {
                grab(*dialog,
                    dark ? QStringLiteral("proof-topic-dark.png")
                         : QStringLiteral("proof-queue-light.png"));
                dialog->close();
                if (dark)
                    prove(QStringLiteral("/queue/tasks"), false);
                else
                    teach();
            });
        });
        dialog->findChild<QPushButton*>(QStringLiteral("proofStart"))->click();
    }

    /** The first lesson: its first question, and the verdict over it; then large and dark. */
    void teach()
    {
        auto* dialog = new LessonDialog(*m_workspace.connections().constFirst());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
        auto* step = dialog->findChild<QPushButton*>(QStringLiteral("lessonStep"));
        connect(dialog, &LessonDialog::changed, this, [this, dialog, step] {
            QTimer::singleShot(0, dialog, [this, dialog, step] { learn(*dialog, *step); });
        });
        step->click();
    }

    void learn(LessonDialog& dialog, QPushButton& step)
    {
        const LessonLook& look = dialog.look();
        if (look.state != LessonLook::State::Ready || look.step == m_learned)
            return;
        m_learned = look.step;
        if (m_learned == 1)
            grab(dialog, QStringLiteral("lesson-question-light.png"));
        if (m_learned == 2) {
            grab(dialog, QStringLiteral("lesson-verdict-light.png"));
            Theme::apply(*qApp, ThemeChoice::Dark);
            dialog.setPresenting(true);
            dialog.showNormal(); // the offscreen screen is small
            dialog.resize(1440, 900);
            QTimer::singleShot(0, this, [this, &dialog] {
                grab(dialog, QStringLiteral("lesson-present-dark.png"));
                QCoreApplication::exit(m_hasFailed ? 1 : 0);
            });
            return;
        }
        const QList<QRadioButton*> answers = dialog.findChildren<QRadioButton*>();
        if (answers.size() > 1)
            answers[1]->click();
        auto* rest = dialog.findChild<QPushButton*>(QStringLiteral("lessonRest"));
        (rest->isEnabled() ? *rest : step).click();
    }

    void grab(QWidget& widget, const QString& name)
    {
        if (widget.grab().save(m_folder.filePath(name)))
            return;
        std::fprintf(stderr, "cannot write into %s\n", qUtf8Printable(m_folder.path()));
        m_hasFailed = true;
    }

    Workspace& m_workspace;
    MainWindow& m_window;
    QDir m_folder;
    bool m_hasChosen = false;
    bool m_hasFailed = false;
    int m_learned = -1;
};

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2 && arguments.size() != 4) {
        std::fprintf(stderr, "usage: make_screenshots FOLDER [WIDTH HEIGHT]\n");
        return 2;
    }
    const QDir folder(arguments.at(1));
    const QTemporaryDir scratch;
    if (!folder.exists() || !scratch.isValid()) {
        std::fprintf(stderr, "no such folder: %s\n", qUtf8Printable(folder.path()));
        return 2;
    }
    Settings settings(scratch.filePath(QStringLiteral("settings.ini")));
    Theme::apply(application, ThemeChoice::Light);
    WorkspaceOptions options;
    Workspace workspace(options);
    MainWindow window(workspace, settings);
    Photographer photographer(workspace, window, folder);
    window.resize(arguments.size() == 4 ? QSize(arguments.at(2).toInt(), arguments.at(3).toInt())
                                        : QSize(1440, 900));
    window.show();
    workspace.practiceBroker().setSampleTraffic(true);
    Connection* connection =
        workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
    for (const auto& destination :
        {QStringLiteral("/queue/orders"), QStringLiteral("/topic/prices")}) {
        SubscriptionWish wish;
        wish.destination = destination;
        connection->subscribe(wish);
    }
    workspace.adopt(connection);
    workspace.open(connection, {});
    return QApplication::exec();
}

#include "make_screenshots.moc"
