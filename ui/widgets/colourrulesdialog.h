#pragma once

#include "offercompleter.h"

#include <ui/models/colourrules.h>

#include <QDialog>
#include <QList>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Ui {

class ColourRuleRow;

/** Asks for the rules by which rows of the message table are coloured, in their order. */
class ColourRulesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ColourRulesDialog(const QList<ColourRule>& rules, QWidget* parent = nullptr);

    /** To complete conditions with. */
    void setOffers(const QList<Offer>& offers);
    /** Without those that have no condition. */
    [[nodiscard]] QList<ColourRule> rules() const;

Q_SIGNALS:
    void chosen(const QList<Ui::ColourRule>& rules);

private:
    ColourRuleRow* add(const ColourRule& rule);
    void move(ColourRuleRow* row, int by);
    void remove(ColourRuleRow* row);
    void update();
    /** When it has its place. */
    void bringIntoView(ColourRuleRow* row);
    /** One that no rule has yet, if there is one. */
    [[nodiscard]] RowColour nextColour() const;

    QVBoxLayout* m_column;
    QScrollArea* m_area;
    QLabel* m_empty;
    QPushButton* m_add;
    QPushButton* m_ok;
    QList<ColourRuleRow*> m_rows;
    QList<Offer> m_offers;
};

} // namespace Ui
