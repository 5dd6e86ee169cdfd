#include "publishbody.h"

#include "editabletext.h"
#include "filesaver.h"
#include "jsonhighlighter.h"
#include "theme.h"
#include "wording.h"

#include <stomp/payload/jsonpretty.h>
#include <stomp/payload/utf8.h>

#include <QAction>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace Ui {

PublishBody::PublishBody(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_editor(new QPlainTextEdit(this)),
      m_highlighter(new JsonHighlighter(m_editor->document())), m_keptText(new QLabel(this)),
      m_line(new QLabel(this)), m_saver(new FileSaver(this))
{
    m_editor->setObjectName(QStringLiteral("body"));
    m_editor->setAccessibleName(tr("Body"));
    m_editor->setFont(Theme::monospaced());
    m_editor->setTabChangesFocus(true);
    m_editor->setPlaceholderText(tr("Body, such as {\"order\": 17, \"total\": 49.90}"));
    m_highlighter->setPalette(palette());
    m_line->setObjectName(QStringLiteral("check"));
    m_line->setTextFormat(Qt::RichText);
    m_line->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_keptText->setObjectName(QStringLiteral("kept"));
    m_keptText->setAlignment(Qt::AlignCenter);
    m_keptText->setWordWrap(true);
    auto* const kept = new QWidget(this);
    auto* const save = new QPushButton(tr("Save…"), kept);
    auto* const replace = new QPushButton(tr("Replace by a file…"), kept);
    auto* const write = new QPushButton(tr("Write text instead"), kept);
    write->setObjectName(QStringLiteral("writeText"));
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::grid);
    buttons->addStretch();
    for (QPushButton* const button : {save, replace, write})
        buttons->addWidget(button);
    buttons->addStretch();
    auto* const keptLayout = new QVBoxLayout(kept);
    keptLayout->setSpacing(Theme::grid);
    keptLayout->addStretch();
    keptLayout->addWidget(m_keptText);
    keptLayout->addLayout(buttons);
    keptLayout->addStretch();
    m_stack->addWidget(m_editor);
    m_stack->addWidget(kept);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::halfGrid);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_line);
    setFocusProxy(m_editor);

    auto* const next = new QAction(tr("Go to the error"), this);
    next->setShortcut(Qt::Key_F8);
    next->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(next);
    connect(next, &QAction::triggered, this, &PublishBody::goToError);
    connect(m_line, &QLabel::linkActivated, this, &PublishBody::goToError);
    m_editor->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_editor, &QWidget::customContextMenuRequested, this, &PublishBody::showMenu);
    connect(save, &QPushButton::clicked, this,
        [this] { m_saver->ask(QStringLiteral("message.bin"), *m_kept, m_kept); });
    connect(replace, &QPushButton::clicked, this, &PublishBody::replaceByFile);
    connect(write, &QPushButton::clicked, this, [this] {
        setBody({});
        m_editor->setFocus();
    });
    m_timer.setSingleShot(true);
    m_timer.setInterval(checkAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &PublishBody::checkNow);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        startCheck();
        Q_EMIT changed();
    });
    startCheck();
}

void PublishBody::setBody(const std::string& body)
{
    const QString size = sizeText(body.size());
    const LineEnds ends = lineEndsOf(body);
    if (Stomp::firstBadUtf8(body) || body.find('\0') != std::string::npos) {
        keep(body, tr("Binary body of %1, sent unchanged").arg(size));
        return;
    }
    if (body.size() > mostEdited) {
        keep(body, tr("Body of %1, too long to edit here; sent unchanged").arg(size));
        return;
    }
    const QString text = fromUtf8(body);
    if (ends == LineEnds::Other || !isEditable(text)) {
        keep(body,
            tr("Body of %1 with characters that an editor would change; sent unchanged").arg(size));
        return;
    }
    m_crLf = ends == LineEnds::CrLf;
    m_kept.reset();
    m_stack->setCurrentIndex(0);
    m_editor->setPlainText(text);
    startCheck();
}

void PublishBody::keep(std::string body, const QString& what)
{
    m_kept = std::make_shared<const std::string>(std::move(body));
    m_keptText->setText(what);
    m_stack->setCurrentIndex(1);
    startCheck();
    Q_EMIT changed();
}

QString PublishBody::editorText() const
{
    // Not toPlainText(), which turns no-break spaces into others.
    QString text = m_editor->document()->toRawText();
    text.replace(QChar(QChar::ParagraphSeparator), QChar(u'\n'));
    text.replace(QChar(QChar::LineSeparator), QChar(u'\n'));
    return text;
}

std::string PublishBody::body() const
{
    if (m_kept)
        return *m_kept;
    QString text = editorText();
    if (m_crLf)
        text.replace(QChar(u'\n'), QStringLiteral("\r\n"));
    return text.toStdString();
}

void PublishBody::showMenu(const QPoint& position)
{
    checkNow();
    QMenu* const menu = m_editor->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    QAction* const pretty = menu->addAction(tr("Lay out JSON"), this, [this] { layOut(false); });
    QAction* const compact =
        menu->addAction(tr("Make JSON compact"), this, [this] { layOut(true); });
    pretty->setEnabled(m_check == Check::Good);
    compact->setEnabled(m_check == Check::Good);
    menu->addSeparator();
    menu->addAction(tr("Load from a file…"), this, &PublishBody::replaceByFile);
    menu->popup(m_editor->mapToGlobal(position));
}

void PublishBody::layOut(bool compact)
{
    const std::string text = editorText().toStdString();
    // Placeholders may stand where JSON has no place for them.
    if (m_kept || Stomp::checkJson(text))
        return;
    QTextCursor cursor(m_editor->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(
        fromUtf8((compact ? Stomp::compactJson(text) : Stomp::prettyJson(text)).text));
}

void PublishBody::replaceByFile()
{
    auto* const dialog = new QFileDialog(this, tr("Body from a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PublishBody::readFile);
    dialog->open();
}

void PublishBody::readFile(const QString& path)
{
    m_reader.start([this, path]() -> LatestTask::Finish {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return [this, path, reason = file.errorString()] {
                setCheck(Check::Off, tr("Cannot read %1: %2").arg(path, reason));
            };
        return [this, bytes = file.readAll().toStdString()] {
            setBody(bytes);
        };
    });
}

void PublishBody::setJson(bool isJson, bool numbered)
{
    m_highlighter->setEnabled(isJson);
    if (m_isJson == isJson && m_numbered == numbered)
        return;
    m_isJson = isJson;
    m_numbered = numbered;
    startCheck();
}

void PublishBody::startCheck()
{
    m_checker.cancel();
    m_errorPosition = -1;
    if (m_editor->extraSelections().size() > 0)
        m_editor->setExtraSelections({});
    m_timer.stop();
    if (!m_isJson) {
        setCheck(Check::Off, {});
        return;
    }
    if (!m_kept && m_editor->document()->isEmpty()) {
        setCheck(Check::Off, tr("No body"));
        return;
    }
    setCheck(Check::Waiting, tr("Checking…"));
    if (!m_kept) {
        m_timer.start();
        return;
    }
    m_checker.start([this, kept = m_kept, numbered = m_numbered]() -> LatestTask::Finish {
        const Stomp::JsonError error =
            Stomp::checkJson(numbered ? withoutPlaceholders(*kept) : *kept);
        return [this, error] {
            show(error, 0);
        };
    });
}

void PublishBody::checkNow()
{
    if (m_check != Check::Waiting || m_kept)
        return;
    m_timer.stop();
    std::string text = editorText().toStdString();
    if (m_numbered)
        text = withoutPlaceholders(std::move(text));
    const Stomp::JsonError error = Stomp::checkJson(text);
    show(error, static_cast<int>(fromUtf8(std::string_view(text).substr(0, error.offset)).size()));
}

void PublishBody::show(const Stomp::JsonError& error, int position)
{
    const QString words = fromUtf8(describe(error)).toHtmlEscaped();
    if (!error) {
        setCheck(Check::Good, tr("Valid JSON"));
    } else if (m_kept) {
        setCheck(Check::Bad, tr("Not JSON: %1").arg(words));
    } else {
        m_errorPosition = position;
        markError();
        setCheck(Check::Bad, tr("Not JSON (<a href=\"error\">go there: F8</a>): %1").arg(words));
    }
    Q_EMIT checked();
}

void PublishBody::markError()
{
    QTextCursor cursor(m_editor->document());
    cursor.setPosition(qMin(m_errorPosition, m_editor->document()->characterCount() - 1));
    if (!cursor.atBlockEnd())
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    else if (!cursor.atBlockStart())
        cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    QTextEdit::ExtraSelection place;
    place.cursor = cursor;
    place.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    place.format.setUnderlineColor(Theme::color(Tone::Bad, palette()));
    place.format.setBackground(Theme::tint(Tone::Bad, palette()));
    m_editor->setExtraSelections({place});
}

void PublishBody::goToError()
{
    checkNow();
    if (m_errorPosition < 0)
        return;
    QTextCursor cursor(m_editor->document());
    cursor.setPosition(qMin(m_errorPosition, m_editor->document()->characterCount() - 1));
    m_editor->setTextCursor(cursor);
    m_editor->centerCursor();
    m_editor->setFocus();
}

void PublishBody::setCheck(Check check, const QString& text)
{
    m_check = check;
    const Tone tone = check == Check::Bad ? Tone::Bad
        : check == Check::Good            ? Tone::Good
                                          : Tone::Muted;
    m_line->setPalette(Theme::toned(palette(), tone));
    m_line->setText(text);
    m_line->setToolTip(text);
}

void PublishBody::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    m_highlighter->setPalette(palette());
    setCheck(m_check, m_line->text());
    if (m_errorPosition >= 0)
        markError();
}

} // namespace Ui
