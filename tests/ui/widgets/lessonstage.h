#pragma once

#include <ui/widgets/lessondialog.h>
#include <ui/widgets/lessonquestion.h>
#include <ui/workspace/workspace.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>

#include <memory>

/** A dialog over a connection to a practice broker on another thread. */
class LessonStage
{
public:
    explicit LessonStage(Stomp::BrokerSkin::Kind skin = Stomp::BrokerSkin::Kind::Plain)
        : broker(practiceOptions(skin))
    {
        connection = workspace.createConnection(
            Ui::ConnectionProfile::forUrl(Stomp::BrokerUrl::parse(broker.url().toStdString()).url));
        workspace.adopt(connection);
        workspace.open(connection, {});
        QTRY_VERIFY(connection->isConnected());
        dialog = std::make_unique<Ui::LessonDialog>(*connection);
        dialog->show();
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return dialog->findChild<Widget*>(name);
    }
    [[nodiscard]] QString text(const QString& name) const { return find<QLabel>(name)->text(); }
    void click(const QString& name) const { find<QPushButton>(name)->click(); }
    /** All that is left of the lesson's step. */
    void finishStep() const
    {
        click(find<QPushButton>(QStringLiteral("lessonRest"))->isEnabled()
                ? QStringLiteral("lessonRest")
                : QStringLiteral("lessonStep"));
    }
    void choose(int row) const
    {
        find<QListWidget>(QStringLiteral("lessonList"))->setCurrentRow(row);
    }
    [[nodiscard]] Ui::LessonLook::State state() const { return dialog->look().state; }

    Testing::ThreadedPracticeFixture broker;
    Ui::Workspace workspace;
    Ui::Connection* connection = nullptr;
    std::unique_ptr<Ui::LessonDialog> dialog;

private:
    static Stomp::PracticeOptions practiceOptions(Stomp::BrokerSkin::Kind skin)
    {
        Stomp::PracticeOptions options;
        options.broker.wear(skin);
        return options;
    }
};
