#include "lessondialog.h"

#include "icons.h"
#include "lessonlanes.h"
#include "lessonquestion.h"
#include "tonedlabel.h"

#include <ui/workspace/connection.h>

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace Ui {

using State = LessonLook::State;

namespace {

constexpr int pathRole = Qt::UserRole;
constexpr double presentationScale = 1.7;
constexpr qint64 mostLessonBytes = 1024 * 1024;

TonedLabel* textLabel(Tone tone, const char* name, QWidget* parent)
{
    auto* label = new TonedLabel(tone, parent);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

LessonDialog::LessonDialog(Connection& connection, QWidget* parent)
    : QDialog(parent), m_connection(&connection), m_runner(connection.makeLessonRunner()),
      m_list(new QListWidget(this)), m_title(textLabel(Tone::Text, "lessonTitle", this)),
      m_say(textLabel(Tone::Text, "lessonSay", this)), m_question(new LessonQuestion(this)),
      m_lanes(new LessonLanes(this)), m_result(textLabel(Tone::Good, "lessonResult", this)),
      m_explanation(textLabel(Tone::Text, "lessonExplanation", this)),
      m_complaint(textLabel(Tone::Bad, "lessonComplaint", this)),
      m_predict(new QCheckBox(tr("&Predict first"), this)), m_pace(new QSpinBox(this)),
      m_step(new QPushButton(this)), m_play(new QPushButton(tr("P&lay"), this)),
      m_stop(new QPushButton(tr("S&top"), this)), m_present(new QPushButton(tr("P&resent"), this)),
      m_openFile(
          new QPushButton(icon(QLatin1StringView("document-open")), tr("&Open a Lesson …"), this)),
      m_font(font())
{
    setObjectName(QStringLiteral("lessonDialog"));
    setWindowTitle(tr("Lessons on %1").arg(connection.name()));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    buildButtons();
    layOut();
    connect(m_runner.get(), &LessonRunner::changed, this, &LessonDialog::showLook);
    connect(m_question, &LessonQuestion::answered, this, &LessonDialog::updateButtons);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            open(item->data(pathRole).toString());
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

void LessonDialog::buildButtons()
{
    m_list->setObjectName(QStringLiteral("lessonList"));
    m_list->setAccessibleName(tr("Lessons"));
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_predict->setObjectName(QStringLiteral("lessonPredict"));
    m_predict->setChecked(true);
    m_predict->setToolTip(tr("A step with a question waits until you have chosen an answer."));
    m_pace->setObjectName(QStringLiteral("lessonPace"));
    m_pace->setRange(1, 30);
    m_pace->setValue(3);
    m_pace->setSuffix(tr(" s"));
    m_pace->setAccessibleName(tr("Time between two steps"));
    m_step->setObjectName(QStringLiteral("lessonStep"));
    m_step->setDefault(true);
    m_play->setObjectName(QStringLiteral("lessonPlay"));
    m_play->setCheckable(true);
    m_play->setToolTip(
        tr("Takes one step after the other; a question still waits for its answer."));
    m_stop->setObjectName(QStringLiteral("lessonStop"));
    m_stop->setToolTip(tr("Ends the lesson's connections: the broker has back what is not "
                          "acknowledged."));
    m_present->setObjectName(QStringLiteral("lessonPresent"));
    m_present->setCheckable(true);
    m_present->setToolTip(tr("Large type on the whole screen, for the back row (F11)"));
    m_openFile->setObjectName(QStringLiteral("lessonOpen"));
    for (QPushButton* button : {m_play, m_stop, m_present, m_openFile})
        button->setAutoDefault(false);
    connect(m_step, &QPushButton::clicked, this, &LessonDialog::goOn);
    connect(m_play, &QPushButton::toggled, this, &LessonDialog::play);
    connect(m_stop, &QPushButton::clicked, m_runner.get(), &LessonRunner::stop);
    connect(m_present, &QPushButton::toggled, this, &LessonDialog::setPresenting);
    connect(m_predict, &QCheckBox::toggled, this, &LessonDialog::updateButtons);
    connect(m_openFile, &QPushButton::clicked, this, &LessonDialog::openFile);
}

void LessonDialog::layOut()
{
    auto* left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addWidget(m_openFile);
    m_list->setFixedWidth(Theme::grid * 32);

    auto* page = new QWidget(this);
    auto* texts = new QVBoxLayout(page);
    texts->setContentsMargins(Theme::grid * 2, 0, Theme::grid * 2, 0);
    texts->setSpacing(Theme::grid * 3 / 2);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_title, m_lanes, m_result, m_explanation, m_say, m_question, m_complaint})
        texts->addWidget(widget);
    texts->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);

    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_predict);
    buttons->addStretch(1);
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_step, m_play, m_pace, m_stop, m_present, close})
        buttons->addWidget(widget);

    auto* right = new QVBoxLayout;
    right->addWidget(scroll, 1);
    right->addLayout(buttons);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid);
    all->addLayout(left);
    all->addLayout(right, 1);
}

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
}

void LessonDialog::openFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a Lesson"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Lessons (*.json)"), tr("All files (*)")});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_list->setCurrentItem(nullptr);
        open(path);
    });
    dialog->open();
}

void LessonDialog::open(const QString& path)
{
    m_play->setChecked(false);
    m_fileError.clear();
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
    m_askedFor = m_prediction = m_right = -1;
    showLook();
}

bool LessonDialog::canStep() const
{
    const LessonLook& look = m_runner->look();
    if (!m_connection || !m_connection->isConnected() || m_connection->productionLock().isLocked())
        return false;
    switch (look.state) {
    case State::None:
    case State::Connecting:
    case State::Running:
        return false;
    case State::Ready:
        return look.question.isEmpty() || !m_predict->isChecked() || m_question->answer() >= 0;
    case State::Complete:
    case State::NotOffered:
    case State::Failed:
    case State::Stopped:
        break;
    }
    return true;
}

void LessonDialog::goOn()
{
    if (!canStep())
        return;
    const LessonLook& look = m_runner->look();
    if (look.state == State::Ready) {
        m_prediction = m_question->answer();
        m_right = look.right;
        m_runner->step();
        return;
    }
    m_askedFor = m_prediction = m_right = -1;
    m_runner->start();
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
    const State state = m_runner->look().state;
    if (state != State::Connecting && state != State::Running)
        goOn();
}

void LessonDialog::showResult(const LessonLook& look)
{
    using Outcome = LessonLook::Outcome;
    QStringList result;
    Tone tone = Tone::Good;
    if (look.outcome == Outcome::AsExpected)
        result << tr("As expected.");
    else if (look.outcome != Outcome::None)
        tone = Tone::Bad;
    if (m_prediction >= 0 && look.state != State::Running && look.outcome == Outcome::AsExpected)
        result << (m_prediction == m_right ? tr("You had predicted it.")
                                           : tr("You had predicted something else."));
    if (look.state == State::Complete) {
        if (look.notAsExpected == 0) {
            result = {
                tr("Done: all %1 expectations were met on this broker.").arg(look.asExpected)};
        } else {
            tone = Tone::Bad;
            result = {tr("Done: %1 expectations were met on this broker, %2 not.")
                          .arg(look.asExpected)
                          .arg(look.notAsExpected)};
        }
    } else if (look.state == State::NotOffered) {
        tone = Tone::Warn;
        result = {tr("Not offered here.")};
    } else if (look.state == State::Stopped && look.step > 0) {
        tone = Tone::Muted;
        result << tr("Stopped.");
    }
    m_result->setTone(tone);
    m_result->setText(result.join(u' '));
    m_result->setVisible(!result.isEmpty());
    QStringList explanation{look.outcomeText, look.problem, look.conclusion};
    explanation << look.elsewhere;
    explanation.removeAll(QString());
    m_explanation->setText(explanation.join(u'\n'));
    m_explanation->setVisible(!explanation.isEmpty());
}

void LessonDialog::showLook()
{
    const LessonLook& look = m_runner->look();
    m_title->setText(look.title);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    m_title->setFont(large);
    m_lanes->show(look);
    showResult(look);
    QString say =
        look.state == State::Complete || look.state == State::NotOffered ? QString() : look.say;
    if (!say.isEmpty() && look.steps > 0)
        say = tr("Step %1 of %2: %3").arg(look.step + 1).arg(look.steps).arg(say);
    else if (say.isEmpty() && look.state == State::Stopped)
        say = look.summary;
    m_say->setText(say);
    m_say->setVisible(!say.isEmpty());
    const bool asks = look.state == State::Ready;
    if (asks && m_askedFor != look.step) {
        m_askedFor = look.step;
        m_question->ask(look.question, look.answers);
    } else if (!asks && look.state != State::Running) {
        m_askedFor = -1;
        m_question->ask({}, {});
    }
    m_question->setEnabled(asks);
    updateButtons();
    const bool isNext = look.state == State::Ready;
    if (m_play->isChecked() && isNext && !m_playTimer.isActive())
        m_playTimer.start(m_pace->value() * 1'000);
    if (m_play->isChecked() && (look.state == State::Complete || look.state == State::Failed))
        m_play->setChecked(false);
    Q_EMIT changed();
}

void LessonDialog::updateButtons()
{
    const State state = m_runner->look().state;
    const bool isUnderWay = m_runner->isRunning();
    m_step->setText(state == State::Complete || state == State::Failed || state == State::NotOffered
            ? tr("&Start Again")
            : isUnderWay ? tr("&Step")
                         : tr("&Start"));
    m_step->setEnabled(canStep());
    m_play->setEnabled(state != State::None);
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
