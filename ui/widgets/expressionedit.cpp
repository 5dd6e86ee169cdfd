#include "expressionedit.h"

#include "theme.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace Ui {

namespace {
bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_-$.[]").contains(c);
}
} // namespace

ExpressionEdit::ExpressionEdit(QWidget* parent)
    : QLineEdit(parent), m_completer(new OfferCompleter(this))
{
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
        &ExpressionEdit::complete);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_historyAt = -1;
        offerCompletion(false);
    });
    connect(this, &QLineEdit::textChanged, this, &ExpressionEdit::clearMistake);
}

void ExpressionEdit::setMistake(qsizetype at, qsizetype length)
{
    m_mistakeAt = std::clamp<qsizetype>(at, 0, text().size());
    m_mistakeLength = std::clamp<qsizetype>(length, 0, text().size() - m_mistakeAt);
    update();
}

void ExpressionEdit::clearMistake()
{
    if (m_mistakeAt < 0)
        return;
    m_mistakeAt = -1;
    update();
}

void ExpressionEdit::setHistory(const QStringList& history)
{
    m_history = history;
    m_historyAt = -1;
}

int ExpressionEdit::xOf(qsizetype character) const
{
    const QFontMetrics metrics(font());
    const int cursorX = cursorRect().center().x();
    return cursorX + metrics.horizontalAdvance(text().left(character))
        - metrics.horizontalAdvance(text().left(cursorPosition()));
}

int ExpressionEdit::mistakeX() const
{
    return m_mistakeAt < 0 ? 0 : std::clamp(xOf(m_mistakeAt), 0, width());
}

void ExpressionEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (m_mistakeAt < 0)
        return;
    const int begin = xOf(m_mistakeAt);
    const int end = std::max(xOf(m_mistakeAt + m_mistakeLength), begin + Theme::grid);
    const QRect line = cursorRect();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(Theme::halfGrid, 0, -Theme::halfGrid, 0));
    QPen pen(Theme::color(Tone::Bad, palette()));
    pen.setWidthF(1.5);
    painter.setPen(pen);
    // A wave, as spelling checkers draw it: seen without its colour too.
    constexpr int wave = 3;
    const qreal y = std::min(line.bottom() - 1, height() - wave - 1);
    QPainterPath path(QPointF(begin, y));
    for (int x = begin, up = 0; x < end; x += wave, ++up)
        path.lineTo(x + wave, up % 2 == 0 ? y + wave - 1 : y);
    painter.drawPath(path);
}

ExpressionEdit::Word ExpressionEdit::wordAtCursor() const
{
    const QString before = text().left(cursorPosition());
    Word word;
    if (before.count(u'\'') % 2 != 0)
        return {cursorPosition(), {}}; // within a text
    int start = static_cast<int>(before.size());
    while (start > 0 && isWordCharacter(before.at(start - 1)))
        --start;
    word.text = before.mid(start);
    // The quote of a name is a part of what is offered.
    if (start > 0 && before.at(start - 1) == u'"')
        --start;
    word.start = start;
    return word;
}

void ExpressionEdit::offerCompletion(bool asked)
{
    const Word word = wordAtCursor();
    if (word.text.isEmpty() && !asked) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix(word.text);
    const bool isWhole =
        m_completer->completionCount() == 1 && m_completer->currentCompletion() == word.text;
    if (m_completer->completionCount() == 0 || isWhole) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.moveLeft(std::max(0, xOf(word.start)));
    place.setWidth(std::max(m_completer->popup()->minimumWidth(), Theme::grid * 40));
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex({}); // Enter takes what is typed
}

void ExpressionEdit::complete(const QString& offer)
{
    const Word word = wordAtCursor();
    setSelection(word.start, cursorPosition() - word.start);
    insert(offer);
}

void ExpressionEdit::walkHistory(int step)
{
    const int at = std::clamp(m_historyAt + step, -1, static_cast<int>(m_history.size()) - 1);
    if (at == m_historyAt)
        return;
    if (m_historyAt < 0)
        m_typed = text();
    m_historyAt = at;
    const int kept = m_historyAt;
    setText(at < 0 ? m_typed : m_history.at(at));
    m_historyAt = kept;
}

void ExpressionEdit::keyPressEvent(QKeyEvent* event)
{
    const bool isOffering = m_completer->popup()->isVisible();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isOffering && m_completer->popup()->currentIndex().isValid()) {
            event->ignore(); // the list takes it
            return;
        }
        m_completer->popup()->hide();
        Q_EMIT entered();
        return;
    case Qt::Key_Escape:
        if (isOffering)
            event->ignore();
        else
            Q_EMIT escaped();
        return;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (isOffering) {
            event->ignore();
            return;
        }
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!isOffering) {
            walkHistory(event->key() == Qt::Key_Up ? 1 : -1);
            return;
        }
        break;
    case Qt::Key_Space:
        if ((event->modifiers() & Qt::ControlModifier) != 0) {
            offerCompletion(true);
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void ExpressionEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        Q_EMIT focused();
}

} // namespace Ui
