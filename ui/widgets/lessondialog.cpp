#include "lessondialog.h"

#include "icons.h"
#include "lessonchange.h"
#include "lessonhands.h"
#include "lessonlanes.h"
#include "lessonquestion.h"
#include "lessonresult.h"
#include "tonedlabel.h"

#include <ui/workspace/connection.h>

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace Ui {

using State = LessonLook::State;

namespace {

constexpr int pathRole = Qt::UserRole;
constexpr int kindRole = Qt::UserRole + 1; // of free play's destination
constexpr double presentationScale = 1.7;
constexpr qint64 mostLessonBytes = 1024 * 1024;

bool isAnyBusy(const LessonLook& look)
{
    return std::ranges::any_of(look.lanes, &LessonLaneLook::isBusy);
}

} // namespace

LessonDialog::LessonDialog(Connection& connection, QWidget* parent)
    : QDialog(parent), m_connection(&connection), m_runner(connection.makeLessonRunner()),
      m_freePlay(m_runner->makeFreePlay()), m_player(m_runner.get()), m_list(new QListWidget(this)),
      m_title(TonedLabel::forText(Tone::Text, "lessonTitle", this)),
      m_say(TonedLabel::forText(Tone::Text, "lessonSay", this)),
      m_question(new LessonQuestion(this)), m_lanes(new LessonLanes(this)),
      m_hands(new LessonHands(*m_lanes, this)), m_change(new LessonChange(this)),
      m_result(new LessonResult(this)),
      m_complaint(TonedLabel::forText(Tone::Bad, "lessonComplaint", this)),
      m_predict(new QCheckBox(tr("&Predict first"), this)),
      m_byHand(new QCheckBox(tr("Change by &hand"), this)), m_pace(new QSpinBox(this)),
      m_step(new QPushButton(this)), m_rest(new QPushButton(tr("R&est of Step"), this)),
      m_play(new QPushButton(tr("P&lay"), this)), m_stop(new QPushButton(tr("S&top"), this)),
      m_present(new QPushButton(tr("P&resent"), this)),
      m_openFile(
          new QPushButton(icon(QLatin1StringView("document-open")), tr("&Open a Lesson …"), this)),
      m_font(font())
{
    setObjectName(QStringLiteral("lessonDialog"));
    setWindowTitle(tr("Lessons on %1").arg(connection.name()));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    buildButtons();
    layOut();
    for (LessonPlayer* player :
        std::initializer_list<LessonPlayer*>{m_runner.get(), m_freePlay.get()}) {
        connect(player, &LessonPlayer::changed, this, [this, player] {
            if (player == m_player)
                showLook();
        });
    }
    connect(m_question, &LessonQuestion::answered, this, &LessonDialog::updateButtons);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            choose(*item);
    });
    connect(&connection, &Connection::stateChanged, this, &LessonDialog::updateButtons);
    connect(&connection.productionLock(), &ProductionLock::lockedChanged, this,
        &LessonDialog::updateButtons);
    m_playTimer.setSingleShot(true);
    connect(&m_playTimer, &QTimer::timeout, this, &LessonDialog::playOn);
    fillList();
    m_list->setCurrentRow(0);
    resize(Theme::grid * 140, Theme::grid * 84);
}

LessonDialog::~LessonDialog() = default;

void LessonDialog::fillList()
{
    const QDir folder(QStringLiteral(":/lessons"));
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto* item = new QListWidgetItem(QStringLiteral("%1  %2")
                                             .arg(m_list->count() + 1)
                                             .arg(LessonRunner::titleOf(file.readAll())),
            m_list);
        item->setData(pathRole, file.fileName());
    }
    for (const auto kind : {Stomp::DestinationKind::Queue, Stomp::DestinationKind::Topic}) {
        auto* item = new QListWidgetItem(
            QStringLiteral("%1  %2").arg(m_list->count() + 1).arg(FreePlayRunner::titleOf(kind)),
            m_list);
        item->setData(kindRole, static_cast<int>(kind));
    }
}

void LessonDialog::choose(const QListWidgetItem& item)
{
    const QVariant kind = item.data(kindRole);
    if (kind.isValid())
        playFreely(static_cast<Stomp::DestinationKind>(kind.toInt()));
    else
        read(item.data(pathRole).toString());
}

/** What the other one has under way ends. */
void LessonDialog::change(LessonPlayer& player)
{
    m_play->setChecked(false);
    m_fileError.clear();
    forgetPredictions();
    if (m_player != &player)
        std::exchange(m_player, &player)->stop();
}

void LessonDialog::playFreely(Stomp::DestinationKind kind)
{
    change(*m_freePlay);
    m_freePlay->open(kind);
}

void LessonDialog::openFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a Lesson"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Lessons (*.json)"), tr("All files (*)")});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_list->setCurrentItem(nullptr);
        read(path);
    });
    dialog->open();
}

void LessonDialog::read(const QString& path)
{
    change(*m_runner);
    QFile file(path);
    QString error;
    if (!file.open(QIODevice::ReadOnly))
        error = file.errorString();
    else if (file.size() > mostLessonBytes)
        error = tr("It is larger than 1 MB, too large for a lesson.");
    else
        error = m_runner->open(file.readAll());
    if (!error.isEmpty()) {
        m_fileError =
            tr("%1 cannot be used as a lesson: %2").arg(QDir::toNativeSeparators(path), error);
    }
    showLook();
}

bool LessonDialog::mayBegin() const
{
    return m_connection && m_connection->isConnected()
        && !m_connection->productionLock().isLocked();
}

bool LessonDialog::canStep() const
{
    const LessonLook& look = m_player->look();
    if (!mayBegin())
        return false;
    switch (look.state) {
    case State::None:
    case State::Connecting:
    case State::Running:
    case State::Stopping:
        return false;
    case State::Ready:
        if (look.isFreePlay ? look.answers.isEmpty() /* enough for one round */ : isAnyBusy(look))
            return false;
        return look.question.isEmpty() || !m_predict->isChecked() || m_question->answer() >= 0;
    case State::Complete:
    case State::NotOffered:
    case State::Failed:
    case State::Stopped:
        break;
    }
    return true;
}

/** Forecasts of single messages are not asked for, then. */
bool LessonDialog::canFinishStep() const
{
    const LessonLook& look = m_player->look();
    return mayBegin() && look.state == State::Ready && look.hasMore && !isAnyBusy(look)
        && (look.isForecast || canStep());
}

void LessonDialog::goOn()
{
    if (!canStep())
        return;
    if (m_player->look().state == State::Ready) {
        notePrediction();
        m_player->step();
        return;
    }
    startOver();
}

void LessonDialog::finishStep()
{
    if (!canFinishStep())
        return;
    notePrediction();
    m_player->finishStep();
}

void LessonDialog::notePrediction()
{
    m_wasAnsweredByKey = focusWidget() && m_question->isAncestorOf(focusWidget());
    m_result->notePrediction(m_player->look(), m_question->answer());
}

void LessonDialog::forgetPredictions()
{
    m_askedFor = -1;
    m_result->forget();
}

void LessonDialog::startOver()
{
    forgetPredictions();
    m_player->start();
}

void LessonDialog::play(bool on)
{
    m_playTimer.stop();
    if (on)
        playOn();
}

void LessonDialog::playOn()
{
    if (!m_play->isChecked())
        return;
    const State state = m_player->look().state;
    if (state != State::Connecting && state != State::Running)
        goOn();
}

void LessonDialog::showLook()
{
    const LessonLook& look = m_player->look();
    m_title->setText(look.title);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    m_title->setFont(large);
    m_lanes->show(look);
    m_hands->show(look, m_byHand->isChecked());
    m_change->show(look);
    m_byHand->setVisible(!look.isFreePlay);
    m_result->show(look);
    QString say =
        look.state == State::Complete || look.state == State::NotOffered ? QString() : look.say;
    if (!say.isEmpty() && !look.isFreePlay)
        say = tr("Step %1 of %2: %3").arg(look.step + 1).arg(look.steps).arg(say);
    else if (say.isEmpty() && look.state == State::Stopped)
        say = look.summary;
    if (look.state == State::Ready && !look.next.isEmpty())
        say += u' ' + tr("Next: %1.").arg(look.next);
    m_say->setText(say);
    m_say->setVisible(!say.isEmpty());
    showQuestion(look);
    updateButtons();
    const bool isNext = look.state == State::Ready;
    if (m_play->isChecked() && isNext && !m_playTimer.isActive())
        m_playTimer.start(m_pace->value() * 1'000);
    if (m_play->isChecked() && (look.state == State::Complete || look.state == State::Failed))
        m_play->setChecked(false);
    Q_EMIT changed();
}

/** Forecasts only to those who want to predict. */
void LessonDialog::showQuestion(const LessonLook& look)
{
    const bool asks = look.state == State::Ready;
    if (asks) {
        const bool isWanted = !look.isForecast || m_predict->isChecked();
        const QString question = isWanted ? look.question : QString();
        const QStringList answers = isWanted ? look.answers : QStringList();
        if (m_askedFor != look.step || m_question->question() != question || m_answers != answers) {
            m_askedFor = look.step;
            m_answers = answers;
            m_question->ask(question, answers);
        }
    } else if (look.state != State::Running) {
        m_askedFor = -1;
        m_question->ask({}, {});
    }
    m_question->setEnabled(asks);
    if (asks && std::exchange(m_wasAnsweredByKey, false))
        m_question->takeFocus();
}

void LessonDialog::updateButtons()
{
    const State state = m_player->look().state;
    const bool isUnderWay = m_player->isRunning();
    m_step->setText(state == State::Complete || state == State::Failed || state == State::NotOffered
            ? tr("&Start Again")
            : isUnderWay ? tr("&Step")
                         : tr("&Start"));
    m_step->setEnabled(canStep());
    m_rest->setVisible(!m_player->look().isFreePlay);
    m_rest->setEnabled(canFinishStep());
    m_play->setEnabled(state != State::None && (mayBegin() || m_play->isChecked()));
    m_stop->setEnabled(isUnderWay);
    QString complaint = m_fileError;
    if (!m_connection || !m_connection->isConnected())
        complaint = tr("There is no connection to this broker now. Connect again, then start.");
    else if (m_connection->productionLock().isLocked())
        complaint =
            tr("This connection is marked as production and locked: lessons send messages.");
    m_complaint->setText(complaint);
    m_complaint->setVisible(!m_complaint->text().isEmpty());
    if (m_play->isChecked() && canStep() && state == State::Ready && !m_playTimer.isActive())
        m_playTimer.start(m_pace->value() * 1'000);
}

void LessonDialog::setPresenting(bool presenting)
{
    QFont large = m_font;
    if (presenting)
        large.setPointSizeF(large.pointSizeF() * presentationScale);
    setFont(large);
    m_list->setVisible(!presenting);
    m_openFile->setVisible(!presenting);
    m_present->setChecked(presenting);
    showLook(); // the title is larger than the rest
    if (presenting)
        showFullScreen();
    else
        showNormal();
}

void LessonDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F11) {
        setPresenting(!isFullScreen());
    } else if (event->key() == Qt::Key_Escape && isFullScreen()) {
        setPresenting(false);
    } else {
        QDialog::keyPressEvent(event);
    }
}

} // namespace Ui
