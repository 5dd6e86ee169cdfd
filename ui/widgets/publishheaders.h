#pragma once

#include <stomp/protocol/frame.h>

#include <QWidget>

#include <vector>

class QTableView;
class QToolButton;

namespace Ui {

class HeaderEditModel;

/** The headers of a message to be published: add by the last row, edit in place, remove with Del.
 */
class PublishHeaders : public QWidget
{
    Q_OBJECT

public:
    explicit PublishHeaders(QWidget* parent = nullptr);

    void setHeaders(std::vector<Stomp::Header> headers);
    [[nodiscard]] std::vector<Stomp::Header> headers() const;
    [[nodiscard]] HeaderEditModel* model() const { return m_model; }
    [[nodiscard]] QTableView* view() const { return m_view; }

    void addRow();
    void removeRow();
    /** Takes what is still being typed into a cell. */
    void commit();

Q_SIGNALS:
    void changed();

private:
    HeaderEditModel* m_model;
    QTableView* m_view;
    QToolButton* m_remove;
};

} // namespace Ui
