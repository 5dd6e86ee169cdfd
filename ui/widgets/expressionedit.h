#pragma once

#include "offercompleter.h"

#include <QLineEdit>

namespace Ui {

/**
 * A line for a condition: underlines what is wrong at its place, completes the word at the cursor
 * from offers, and knows what was entered before (Up, Down). Reads nothing itself.
 */
class ExpressionEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit ExpressionEdit(QWidget* parent = nullptr);

    /** In characters of the text; a length of 0 marks the place itself. */
    void setMistake(qsizetype at, qsizetype length);
    void clearMistake();
    [[nodiscard]] bool hasMistake() const { return m_mistakeAt >= 0; }

    void setOffers(const QList<Offer>& offers) { m_completer->setOffers(offers); }
    /** Newest first. */
    void setHistory(const QStringList& history);
    /** Where the mistake stands in the widget, to put words beneath it. */
    [[nodiscard]] int mistakeX() const;

Q_SIGNALS:
    /** Enter; not the one that takes an offer. */
    void entered();
    /** Escape, where there is no list of offers to close. */
    void escaped();
    /** The keyboard has come: a good time for offers. */
    void focused();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    struct Word
    {
        int start = 0;
        QString text;
    };

    [[nodiscard]] Word wordAtCursor() const;
    void offerCompletion(bool asked);
    void complete(const QString& offer);
    void walkHistory(int step);
    [[nodiscard]] int xOf(qsizetype character) const;

    OfferCompleter* m_completer;
    QStringList m_history;
    int m_historyAt = -1; //!< -1: what was typed
    QString m_typed;
    qsizetype m_mistakeAt = -1;
    qsizetype m_mistakeLength = 0;
};

} // namespace Ui
